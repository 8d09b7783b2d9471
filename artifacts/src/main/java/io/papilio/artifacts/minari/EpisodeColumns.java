package io.papilio.artifacts.minari;

import io.papilio.core.space.DType;
import io.papilio.core.space.Tensor;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.math.BigInteger;
import java.util.Optional;

/** An episode from what a file holds of it, whatever the file's format. */
final class EpisodeColumns {
  private EpisodeColumns() {}

  /**
   * @param rewards numbers of any type; they become float64
   * @param terminations flags, of which the last row's count: data sets of tasks that continue
   *     after their goal have others set too
   */
  static Trajectory trajectory(
      String file,
      Optional<BigInteger> seed,
      Tensor observations,
      Tensor actions,
      Tensor rewards,
      Tensor terminations,
      Tensor truncations) {
    Tensor wide =
        rewards.dtype() == DType.FLOAT64
            ? rewards
            : Tensor.float64(rewards.toDoubles(), rewards.size());
    boolean terminated = last(file, "terminations", terminations, rewards.size());
    boolean truncated = last(file, "truncations", truncations, rewards.size());
    try {
      Trajectory trajectory =
          new Trajectory(seed, observations, actions, wide, terminated, truncated);
      trajectory.requireFinite();
      return trajectory;
    } catch (InvalidValueException e) {
      throw e.within(file);
    }
  }

  private static boolean last(String file, String name, Tensor flags, int length) {
    Require.that(flags.size() == length, file, flags.size() + " " + name, "" + length);
    return flags.getDouble(length - 1) != 0;
  }
}
