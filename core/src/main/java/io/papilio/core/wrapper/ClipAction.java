package io.papilio.core.wrapper;

import io.papilio.core.env.Box;
import io.papilio.core.env.Element;
import io.papilio.core.env.Environment;
import io.papilio.core.env.FloatArithmetic;
import io.papilio.core.env.Options;
import io.papilio.core.env.Tensor;
import io.papilio.core.env.TimeStep;
import java.util.List;

/** Takes any finite action and clips it to the environment's bounds. */
final class ClipAction extends WrappedEnvironment {
  private final Box bounds;

  private ClipAction(Environment inner, Box bounds) {
    super(inner, inner.spec().withActionSpace(unbounded(bounds)));
    this.bounds = bounds;
  }

  static ClipAction of(Environment inner, Options options) {
    options.checkKnown(List.of());
    return new ClipAction(inner, requireBox("action space", inner.spec().actionSpace()));
  }

  @Override
  public TimeStep step(Element action) {
    Tensor values = action.asTensor();
    return super.step(FloatArithmetic.map(values, bounds.dtype(), bounds::clip));
  }

  private static Box unbounded(Box bounds) {
    return new Box(
        FloatArithmetic.map(bounds.low(), bounds.dtype(), (i, x) -> Double.NEGATIVE_INFINITY),
        FloatArithmetic.map(bounds.high(), bounds.dtype(), (i, x) -> Double.POSITIVE_INFINITY));
  }
}
