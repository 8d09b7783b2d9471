package io.papilio.laboratory.numeric;

import io.papilio.core.validation.Require;
import java.util.function.DoubleUnaryOperator;

/** Quadrature. */
public final class Integral {
  private Integral() {}

  /**
   * Simpson's rule.
   *
   * @param intervals even
   */
  public static double simpson(DoubleUnaryOperator f, double from, double to, int intervals) {
    Require.that(intervals > 0 && intervals % 2 == 0, "intervals", intervals, "an even number");
    double h = (to - from) / intervals;
    double sum = f.applyAsDouble(from) + f.applyAsDouble(to);
    for (int i = 1; i < intervals; i++) {
      sum += (i % 2 == 1 ? 4 : 2) * f.applyAsDouble(from + i * h);
    }
    return sum * h / 3;
  }
}
