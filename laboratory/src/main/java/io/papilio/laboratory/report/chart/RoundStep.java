package io.papilio.laboratory.report.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * A round number, {@code digit * 10^exponent}.
 *
 * @param digit 1, 2 or 5
 */
record RoundStep(int digit, int exponent) {
  /** Against rounding when the wish is itself round. */
  private static final double TOLERANCE = 1e-9;

  static RoundStep of(int digit, int exponent) {
    return new RoundStep(digit, exponent);
  }

  /** The smallest round number that is not below the wish, which is > 0. */
  static RoundStep atLeast(double wish) {
    int exponent = (int) Math.floor(Math.log10(wish) - TOLERANCE);
    for (int digit : new int[] {1, 2, 5}) {
      RoundStep step = of(digit, exponent);
      if (step.value() >= wish * (1 - TOLERANCE)) {
        return step;
      }
    }
    return of(1, exponent + 1);
  }

  double value() {
    return times(1);
  }

  /**
   * The double nearest to {@code n * digit * 10^exponent}, for a whole n; 0.3, not
   * 0.30000000000000004.
   */
  double times(double n) {
    double scaled = n * digit;
    return exponent >= 0 ? scaled * Math.pow(10, exponent) : scaled / Math.pow(10, -exponent);
  }

  /** The multiples in [low, high]. */
  List<Double> multiples(double low, double high) {
    List<Double> multiples = new ArrayList<>();
    double last = Math.floor(high / value() + TOLERANCE);
    for (double n = Math.ceil(low / value() - TOLERANCE); n <= last; n++) {
      multiples.add(times(n) + 0.0); // + 0.0 turns -0.0 into 0.0
    }
    return multiples;
  }
}
