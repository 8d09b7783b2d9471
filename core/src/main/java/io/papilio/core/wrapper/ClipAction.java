package io.papilio.core.wrapper;

import io.papilio.core.env.Environment;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.TimeStep;
import io.papilio.core.space.Box;
import io.papilio.core.space.Element;
import io.papilio.core.space.Tensor;
import io.papilio.core.space.TensorMath;
import java.util.List;

/** Takes any finite action and clips it to the environment's bounds. */
final class ClipAction extends WrappedEnvironment {
  static final WrapperDescription DESCRIPTION =
      new WrapperDescription(
          "ClipAction", "clips actions to the bounds of the action space", List.of());

  private final Box bounds;

  private ClipAction(Environment inner, Box bounds) {
    super(inner, inner.spec().withActionSpace(unbounded(bounds)));
    this.bounds = bounds;
  }

  static ClipAction of(Environment inner, KeywordArguments keywords) {
    return new ClipAction(inner, requireBox("action space", inner.spec().actionSpace()));
  }

  @Override
  public TimeStep step(Element action) {
    Tensor values = action.asTensor();
    return super.step(TensorMath.map(values, bounds.dtype(), bounds::clip));
  }

  private static Box unbounded(Box bounds) {
    return new Box(
        TensorMath.map(bounds.low(), bounds.dtype(), (i, x) -> Double.NEGATIVE_INFINITY),
        TensorMath.map(bounds.high(), bounds.dtype(), (i, x) -> Double.POSITIVE_INFINITY));
  }
}
