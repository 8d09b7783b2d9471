package io.papilio.learner.data;

import io.papilio.core.space.Discrete;
import io.papilio.core.space.Tensor;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.validation.Require;

/** Discrete actions as vectors that are 1 at the action and 0 elsewhere. */
public final class OneHotActions {
  private OneHotActions() {}

  /**
   * The same trajectory with actions of shape [T, n], float32.
   *
   * @throws io.papilio.core.validation.InvalidValueException for an action that is not of the space
   */
  public static Trajectory encode(Trajectory trajectory, Discrete actions) {
    int length = trajectory.length();
    int n = Math.toIntExact(actions.n());
    Tensor taken = trajectory.actions();
    Require.that(
        taken.size() == length && taken.dtype().isInteger(),
        "actions of " + trajectory.describeSeed(),
        taken.describe(),
        "an integer per step");
    float[] vectors = new float[length * n];
    for (int t = 0; t < length; t++) {
      long index = taken.getLong(t) - actions.start();
      Require.that(
          index >= 0 && index < n,
          "action of " + trajectory.describeSeed() + " at step " + t,
          taken.getLong(t),
          actions.start() + " to " + (actions.start() + n - 1));
      vectors[t * n + (int) index] = 1;
    }
    return new Trajectory(
        trajectory.seed(),
        trajectory.observations(),
        Tensor.float32(vectors, length, n),
        trajectory.rewards(),
        trajectory.terminated(),
        trajectory.truncated());
  }
}
