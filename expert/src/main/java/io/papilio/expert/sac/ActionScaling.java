package io.papilio.expert.sac;

import io.papilio.core.space.Box;
import io.papilio.core.space.DType;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.Require;

/** The affine map from the policy's actions in [-1, 1] to a bounded action space. */
public final class ActionScaling {
  private final Box space;
  private final double[] center;
  private final double[] halfWidth;

  /**
   * @param space bounded in every dimension, floating
   */
  public ActionScaling(Box space) {
    Require.that(space.dtype().isFloating(), "action dtype", space.dtype().numpyName(), "floating");
    this.space = space;
    center = new double[space.size()];
    halfWidth = new double[space.size()];
    for (int i = 0; i < center.length; i++) {
      double low = space.low().getDouble(i);
      double high = space.high().getDouble(i);
      Require.that(
          Double.isFinite(low) && Double.isFinite(high),
          "action bounds",
          low + " to " + high,
          "finite numbers");
      center[i] = (high + low) / 2;
      halfWidth[i] = (high - low) / 2;
    }
  }

  public int size() {
    return center.length;
  }

  /**
   * Actions of the space. Shape: {@code shape}, whose last dimension is the action's.
   *
   * @param scaled actions in [-1, 1], row-major
   */
  public Tensor toSpace(float[] scaled, int... shape) {
    double[] actions = new double[scaled.length];
    for (int i = 0; i < scaled.length; i++) {
      int j = i % center.length;
      actions[i] = center[j] + halfWidth[j] * scaled[i];
    }
    if (space.dtype() == DType.FLOAT64) {
      return Tensor.float64(actions, shape);
    }
    float[] rounded = new float[actions.length];
    for (int i = 0; i < actions.length; i++) {
      rounded[i] = (float) actions[i];
    }
    return Tensor.float32(rounded, shape);
  }
}
