package io.papilio.core.policy;

import io.papilio.core.space.Box;
import io.papilio.core.space.Tensor;
import io.papilio.core.space.TensorMath;
import io.papilio.core.validation.Require;
import java.util.ArrayList;
import java.util.List;

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
   * One coordinate of an action.
   *
   * @param scaled in [-1, 1]
   */
  public double apply(int i, double scaled) {
    return center[i] + halfWidth[i] * scaled;
  }

  /**
   * Actions of the space, in its type.
   *
   * @param scaled in [-1, 1]. Shape: [n, size], row-major
   * @return shape: [n, ...], as the space
   */
  public Tensor toSpace(float[] scaled) {
    List<Integer> shape = new ArrayList<>(List.of(scaled.length / size()));
    shape.addAll(space.shape());
    return TensorMath.tensor(
        space.dtype(), shape, i -> apply(i % size(), scaled[i]), scaled.length);
  }
}
