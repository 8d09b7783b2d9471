package io.papilio.core.rollout;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.space.Tensor;
import io.papilio.core.trajectory.FiniteCheck;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.vector.VectorTimeStep;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Row {@code index} of a vector of environments, from its reset to the end of its episode. */
final class EpisodeRecorder {
  private final BigInteger seed;
  private final int index;
  private final boolean recording;
  private final List<Tensor> observations = new ArrayList<>();
  private final List<Tensor> actions = new ArrayList<>();
  private final List<Tensor> rewards = new ArrayList<>();
  private double sum;
  private int length;
  private boolean terminated;
  private boolean truncated;

  EpisodeRecorder(BigInteger seed, int index, boolean recording) {
    this.seed = seed;
    this.index = index;
    this.recording = recording;
  }

  void began(EnvironmentSpec spec, VectorTimeStep first) {
    Tensor observation = first.observations().asTensor().row(index);
    FiniteCheck.answer(spec, observation, 0, () -> FiniteCheck.when(seed, 0));
    if (recording) {
      observations.add(observation);
    }
  }

  void acts(EnvironmentSpec spec, Tensor batchOfActions) {
    FiniteCheck.action(spec, batchOfActions.row(index), this::next);
  }

  void stepped(EnvironmentSpec spec, Tensor batchOfActions, VectorTimeStep next) {
    Tensor observation = next.observations().asTensor().row(index);
    double reward = next.rewards().getDouble(index);
    FiniteCheck.answer(spec, observation, reward, this::next);
    sum += reward;
    length++;
    terminated = next.terminated().getBoolean(index);
    truncated = next.truncated().getBoolean(index);
    if (recording) {
      actions.add(batchOfActions.row(index));
      rewards.add(next.rewards().row(index));
      observations.add(observation);
    }
  }

  private String next() {
    return FiniteCheck.when(seed, length + 1);
  }

  void diverged() {
    terminated = true;
  }

  boolean hasEnded() {
    return terminated || truncated;
  }

  EpisodeStatistics statistics() {
    return new EpisodeStatistics(Optional.of(seed), sum, length, terminated, truncated);
  }

  Trajectory trajectory() {
    return new Trajectory(
        Optional.of(seed),
        Tensor.stack(observations),
        Tensor.stack(actions),
        Tensor.stack(rewards),
        terminated,
        truncated);
  }
}
