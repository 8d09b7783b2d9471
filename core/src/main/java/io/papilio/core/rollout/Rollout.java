package io.papilio.core.rollout;

import io.papilio.core.env.EnvironmentException;
import io.papilio.core.policy.Policy;
import io.papilio.core.space.Box;
import io.papilio.core.space.Discrete;
import io.papilio.core.space.Tensor;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.validation.Require;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.core.vector.VectorResetRequest;
import io.papilio.core.vector.VectorTimeStep;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Runs a policy for one episode per seed, n environments in lock-step.
 *
 * <p>Episodes come in waves of n: every environment is reset with its seed, and the wave lasts
 * until the first episode of each has ended. What an environment does after that (the automatic
 * reset of {@link AutoresetMode#NEXT_STEP}) is ignored, so that an episode depends on its seed and
 * the policy alone.
 */
public final class Rollout {
  private final VectorEnvironment environments;
  private final Policy policy;

  /**
   * @param environments with {@link AutoresetMode#NEXT_STEP}; stays the caller's to close
   */
  public Rollout(VectorEnvironment environments, Policy policy) {
    AutoresetMode mode = environments.autoresetMode();
    Require.that(mode == AutoresetMode.NEXT_STEP, "autoresetMode", mode, "NEXT_STEP");
    this.environments = environments;
    this.policy = policy;
  }

  /**
   * One episode per seed, in the order of the seeds. An episode whose physics diverge ends there:
   * it counts as terminated, with the rewards up to then.
   */
  public List<EpisodeStatistics> run(List<Long> seeds) {
    List<EpisodeStatistics> statistics = new ArrayList<>();
    runWaves(seeds, false, episode -> statistics.add(episode.statistics()));
    return List.copyOf(statistics);
  }

  /**
   * Like {@link #run}, and hands each trajectory over as soon as its wave has ended, in the order
   * of the seeds. Only the trajectories of one wave are in memory at a time.
   */
  public List<EpisodeStatistics> record(List<Long> seeds, Consumer<Trajectory> sink) {
    List<EpisodeStatistics> statistics = new ArrayList<>();
    runWaves(
        seeds,
        true,
        episode -> {
          statistics.add(episode.statistics());
          sink.accept(episode.trajectory());
        });
    return List.copyOf(statistics);
  }

  private void runWaves(List<Long> seeds, boolean recording, Consumer<EpisodeRecorder> sink) {
    int n = environments.size();
    for (int first = 0; first < seeds.size(); first += n) {
      List<Long> wave = seeds.subList(first, Math.min(first + n, seeds.size()));
      List<EpisodeRecorder> episodes = begin(wave, recording);
      try {
        runWave(wave, episodes);
        episodes.forEach(sink);
      } catch (EnvironmentException.PhysicsDiverged e) {
        if (recording) {
          throw e;
        }
        wave.forEach(seed -> sink.accept(runAlone(seed)));
      }
    }
  }

  /** A failure ends the whole wave; episode by episode, it ends the one that it belongs to. */
  private EpisodeRecorder runAlone(long seed) {
    List<EpisodeRecorder> episode = begin(List.of(seed), false);
    try {
      runWave(List.of(seed), episode);
    } catch (EnvironmentException.PhysicsDiverged e) {
      episode.get(0).diverged();
    }
    return episode.get(0);
  }

  private static List<EpisodeRecorder> begin(List<Long> seeds, boolean recording) {
    return IntStream.range(0, seeds.size())
        .mapToObj(i -> new EpisodeRecorder(seeds.get(i), i, recording))
        .toList();
  }

  private void runWave(List<Long> seeds, List<EpisodeRecorder> episodes) {
    VectorTimeStep now = environments.reset(VectorResetRequest.seeded(oneForEach(seeds)));
    for (EpisodeRecorder episode : episodes) {
      episode.began(now);
    }
    Tensor previousActions = zeroActions();
    while (episodes.stream().anyMatch(episode -> !episode.hasEnded())) {
      Tensor actions = policy.act(now.observations().asTensor(), previousActions);
      now = environments.step(actions);
      for (EpisodeRecorder episode : episodes) {
        if (!episode.hasEnded()) {
          episode.stepped(actions, now);
        }
      }
      previousActions = actions;
    }
  }

  /** The last seed fills up a wave that is smaller than n; those episodes are ignored. */
  private List<BigInteger> oneForEach(List<Long> seeds) {
    return IntStream.range(0, environments.size())
        .mapToObj(i -> BigInteger.valueOf(seeds.get(Math.min(i, seeds.size() - 1))))
        .toList();
  }

  /** u_0 = 0, of the action space's type. Shape: [n, ...]. */
  private Tensor zeroActions() {
    if (environments.spec().actionSpace() instanceof Discrete) {
      return Tensor.int64(new long[environments.size()]);
    }
    Box space = environments.spec().actionBox();
    List<Integer> shape = new ArrayList<>(List.of(environments.size()));
    shape.addAll(space.shape());
    int bytes = environments.size() * space.size() * space.dtype().bytes();
    return Tensor.wrap(space.dtype(), shape, ByteBuffer.allocate(bytes));
  }
}
