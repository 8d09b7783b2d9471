package io.papilio.expert.sac;

import io.papilio.artifacts.tensorfile.CheckpointStore;
import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.env.EnvironmentException;
import io.papilio.core.policy.ActionScaling;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import io.papilio.core.space.Element;
import io.papilio.core.space.Tensor;
import io.papilio.core.trajectory.FiniteCheck;
import io.papilio.core.validation.Require;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.core.vector.VectorResetRequest;
import io.papilio.core.vector.VectorTimeStep;
import io.papilio.expert.replay.ReplayBuffer;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Acts in n training environments at once and fills the replay buffer. A checkpoint holds the
 * environments as they stand; environments that cannot be kept all begin new episodes after it,
 * whether the run was broken there or not.
 */
public final class Collector {
  private final VectorEnvironment environments;
  private final int n;
  private final ReplayBuffer buffer;
  private final ActionScaling scaling;
  private final long seed;
  private final NumpyGenerator seeds;
  private final NumpyGenerator uniform;
  private final NumpyGenerator normal;
  private final double[] sumsOfRewards;
  private float[] states = {};
  private boolean underWay;
  private double lastReturn = Double.NaN;
  private long episodes;
  private long steps;

  /**
   * @param environments with the automatic reset in the same step
   */
  public Collector(VectorEnvironment environments, ReplayBuffer buffer, RandomStreams streams) {
    Require.that(
        environments.autoresetMode() == AutoresetMode.SAME_STEP,
        "autoreset_mode",
        environments.autoresetMode(),
        "" + AutoresetMode.SAME_STEP);
    this.environments = environments;
    n = environments.size();
    this.buffer = buffer;
    scaling = new ActionScaling(environments.spec().actionBox());
    seed = streams.seed();
    seeds = streams.stream("episode-seeds");
    uniform = streams.stream("first-actions");
    normal = streams.stream("action-noise");
    sumsOfRewards = new double[n];
  }

  /** Environment steps that one step of all takes, n. */
  public int size() {
    return n;
  }

  /** Number of episodes that have ended. */
  public long episodes() {
    return episodes;
  }

  /** Return of the episode that ended last; NaN before the first end. */
  public double lastReturn() {
    return lastReturn;
  }

  /** Takes one step in each environment with uniform actions. */
  public void explore() {
    begin();
    float[] actions = new float[n * scaling.size()];
    for (int i = 0; i < actions.length; i++) {
      actions[i] = (float) uniform.uniform(-1, 1);
    }
    step(actions);
  }

  /**
   * Draws the actions of the next {@link #step} from a policy.
   *
   * @param draws of n states
   */
  public void choose(ActionDraws draws) {
    begin();
    float[] xi = new float[n * scaling.size()];
    for (int i = 0; i < xi.length; i++) {
      xi[i] = (float) normal.standardNormal();
    }
    draws.draw(states, states.length / n, xi);
  }

  /** Adds what decides the steps to come. */
  public void save(TrainingState.Builder state) {
    state.put("episodes", episodes);
    state.put("last-return", lastReturn);
    state.put("sums-of-rewards", sumsOfRewards);
    List<byte[]> snapshots = snapshots();
    for (int i = 0; i < snapshots.size(); i++) {
      state.put("environment." + i, snapshots.get(i));
    }
    underWay = !snapshots.isEmpty();
    state.put("episode-seeds", seeds);
    state.put("first-actions", uniform);
    state.put("action-noise", normal);
  }

  /** Takes over what {@link #save} added. */
  public void restore(TrainingState state) {
    steps = state.integer(CheckpointStore.STEP);
    episodes = state.integer("episodes");
    lastReturn = state.number("last-return");
    state.restore("episode-seeds", seeds);
    state.restore("first-actions", uniform);
    state.restore("action-noise", normal);
    underWay = state.entries().containsKey("environment.0");
    if (underWay) {
      List<byte[]> snapshots = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        snapshots.add(state.bytes("environment." + i));
      }
      states = environments.restore(snapshots).observations().asTensor().toFloats();
      System.arraycopy(state.doubles("sums-of-rewards", n), 0, sumsOfRewards, 0, n);
    }
  }

  private List<byte[]> snapshots() {
    if (!underWay) {
      return List.of();
    }
    try {
      return environments.snapshot();
    } catch (EnvironmentException.Unsupported e) {
      return List.of();
    }
  }

  private void begin() {
    if (!underWay) {
      List<BigInteger> first =
          Stream.generate(() -> BigInteger.valueOf(seeds.integers(Integer.MAX_VALUE)))
              .limit(n)
              .toList();
      VectorTimeStep start = environments.reset(VectorResetRequest.seeded(first));
      requireFinite(start.observations(), start.rewards());
      states = start.observations().asTensor().toFloats();
      Arrays.fill(sumsOfRewards, 0);
      underWay = true;
    }
  }

  /**
   * Takes one step in each environment.
   *
   * @param actions in [-1, 1]. Shape: [n, action size]
   * @throws EnvironmentException SIMULATION_FAILED when an answer is not finite; nothing of this
   *     step is in the replay buffer
   */
  public void step(float[] actions) {
    VectorTimeStep next = environments.step(scaling.toSpace(actions));
    steps += n;
    next.ended().ifPresent(ended -> requireFinite(ended.observations(), next.rewards()));
    requireFinite(next.observations(), next.rewards());
    float[] begun = next.observations().asTensor().toFloats();
    // Where an episode ended, the newest observation is of the next one; the last is kept
    // separately.
    float[] last = next.ended().map(e -> e.observations().asTensor().toFloats()).orElse(begun);
    for (int i = 0; i < n; i++) {
      double reward = next.rewards().getDouble(i);
      // A time limit is no end of the task: only termination cuts the value off.
      buffer.add(
          row(states, i),
          row(actions, i),
          reward,
          row(next.isLast(i) ? last : begun, i),
          next.terminated().getBoolean(i));
      sumsOfRewards[i] += reward;
      if (next.isLast(i)) {
        lastReturn = sumsOfRewards[i];
        sumsOfRewards[i] = 0;
        episodes++;
      }
    }
    states = begun;
  }

  private void requireFinite(Element observations, Tensor rewards) {
    for (int i = 0; i < n; i++) {
      String row = "environment " + i;
      FiniteCheck.answer(
          environments.spec(),
          observations.asTensor().row(i),
          rewards.getDouble(i),
          () -> row + ", step " + steps + " of the training with seed " + seed);
    }
  }

  private float[] row(float[] batch, int i) {
    int width = batch.length / n;
    return Arrays.copyOfRange(batch, i * width, (i + 1) * width);
  }
}
