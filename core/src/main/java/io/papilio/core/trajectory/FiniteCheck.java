package io.papilio.core.trajectory;

import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Reason;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import java.math.BigInteger;
import java.util.function.Supplier;

/**
 * Rejects NaN and infinity on their way from an environment or a policy to whatever learns from
 * them. Sessions do not: there an observation is what the environment made of it.
 */
public final class FiniteCheck {
  private FiniteCheck() {}

  /**
   * When something happened, in words.
   *
   * @param step 0 for the reset
   */
  public static String when(BigInteger seed, int step) {
    return step == 0
        ? "reset with seed " + seed
        : "step " + step + " of the episode with seed " + seed;
  }

  /**
   * Checks what an environment answered.
   *
   * @param when the environment answered, for example {@code step 5 of the episode with seed 3}
   * @throws EnvironmentException SIMULATION_FAILED naming the environment, the time and the index
   */
  public static void answer(
      EnvironmentSpec spec, Tensor observation, double reward, Supplier<String> when) {
    int index = firstNotFinite(observation);
    if (index >= 0) {
      String place = " at index " + index;
      throw failed(spec, "observation: " + observation.getDouble(index) + place, when);
    } else if (!Double.isFinite(reward)) {
      throw failed(spec, "reward: " + reward, when);
    }
  }

  /**
   * Checks the action of a policy, which the environment would call a wrong action of its caller.
   *
   * @param when the policy acts
   * @throws InvalidValueException naming the time and the index
   */
  public static void action(EnvironmentSpec spec, Tensor action, Supplier<String> when) {
    int index = firstNotFinite(action);
    if (index >= 0) {
      throw new InvalidValueException(
              "action of the policy", action.getDouble(index) + " at index " + index, "a number")
          .within(spec.id() + ", " + when.get());
    }
  }

  private static EnvironmentException failed(
      EnvironmentSpec spec, String what, Supplier<String> when) {
    return EnvironmentException.of(
        Reason.SIMULATION_FAILED,
        spec.id() + ", " + when.get() + ": " + what + " (expected: a finite number)");
  }

  /** Negative if all are finite. */
  private static int firstNotFinite(Tensor tensor) {
    if (tensor.dtype().isFloating()) {
      for (int i = 0; i < tensor.size(); i++) {
        if (!Double.isFinite(tensor.getDouble(i))) {
          return i;
        }
      }
    }
    return -1;
  }
}
