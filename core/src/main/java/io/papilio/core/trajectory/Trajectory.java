package io.papilio.core.trajectory;

import io.papilio.core.space.Tensor;
import io.papilio.core.validation.Require;
import java.math.BigInteger;
import java.util.Optional;

/**
 * One episode of T time steps, from its first observation to its last.
 *
 * @param seed what the environment was reset with; absent where it is not known
 * @param observations shape: [T + 1, ...]
 * @param actions {@code actions[t]} was taken at {@code observations[t]}. Shape: [T, ...]
 * @param rewards {@code rewards[t]} followed {@code actions[t]}. Shape: [T], float64
 * @param terminated whether the task itself ended the episode
 * @param truncated whether a limit from outside ended it
 */
public record Trajectory(
    Optional<BigInteger> seed,
    Tensor observations,
    Tensor actions,
    Tensor rewards,
    boolean terminated,
    boolean truncated) {
  public Trajectory {
    int length = rewards.size();
    Require.positive(length, "trajectory length");
    Require.that(rewards.shape().size() == 1, "rewards", rewards.describe(), "one axis");
    requireRows(actions, length, "actions");
    requireRows(observations, length + 1, "observations");
  }

  /** Number of time steps, T. */
  public int length() {
    return rewards.size();
  }

  /** The seed in a message: {@code seed 3}, or {@code unknown seed}. */
  public String describeSeed() {
    return seed.map(known -> "seed " + known).orElse("unknown seed");
  }

  /** Sum of the rewards, undiscounted, added up in order of time. */
  public double undiscountedReturn() {
    double sum = 0;
    for (int t = 0; t < length(); t++) {
      sum += rewards.getDouble(t);
    }
    return sum;
  }

  /**
   * Rejects NaN and infinity.
   *
   * @throws io.papilio.core.validation.InvalidValueException naming the time step t and the index j
   *     in its row, {@code observations[t][j]}
   */
  public void requireFinite() {
    requireFinite(observations, "observations");
    requireFinite(actions, "actions");
    requireFinite(rewards, "rewards");
  }

  private static void requireFinite(Tensor tensor, String name) {
    if (!tensor.dtype().isFloating()) {
      return;
    }
    int row = tensor.size() / tensor.shape().get(0);
    for (int i = 0; i < tensor.size(); i++) {
      double value = tensor.getDouble(i);
      if (!Double.isFinite(value)) {
        String place = tensor.shape().size() == 1 ? "" : "[" + i % row + "]";
        Require.finite(value, name + "[" + i / row + "]" + place);
      }
    }
  }

  private static void requireRows(Tensor tensor, int rows, String name) {
    Require.that(
        !tensor.shape().isEmpty() && tensor.shape().get(0) == rows,
        name,
        tensor.describe(),
        rows + " rows");
  }
}
