package io.papilio.laboratory.theory;

import io.papilio.laboratory.numeric.Draws;
import io.papilio.laboratory.numeric.Mean;
import io.papilio.laboratory.study.Claim;
import io.papilio.laboratory.study.Findings;

/**
 * The mean of all iterates is suboptimal with steps c/t, the mean of the last half is not.
 *
 * <p>On [-1, 1], F(w) = w²/2 + w for w >= 0 and w²/2 - 7w below. The oracle adds to w a uniform
 * draw from [-1, 3] above zero, and -7 below: one wrong step leads far up, and the way back takes
 * as many steps as have been.
 *
 * <p>Source: Theorem 1; the function is that of Rakhlin, Shamir and Sridharan, "Making gradient
 * descent optimal for strongly convex stochastic optimization" (2011), Theorem 4, from memory.
 */
final class FullAverage {
  private static final int CHAINS = 1000;

  private FullAverage() {}

  static void claim(Findings found) {
    double[] small = scaled(500, Draws.of("theory/full-average"));
    double[] large = scaled(8000, Draws.of("theory/full-average"));
    double units = Math.log(16);
    found.claim(
        Claim.atLeast(
            "stochastic oracle, mean of all iterates, η = 1/t: T·E F grows per ln T",
            "Theorem 1 (Rakhlin et al.)",
            0.2,
            (large[0] - small[0]) / units));
    found.claim(
        Claim.atMost(
            "the same, mean of the last half: T·E F does not grow, per ln T",
            "Theorem 1 (Rakhlin et al.)",
            0.1,
            (large[1] - small[1]) / units));
  }

  /** T·E F of the mean of all iterates, and of the mean of the last half. */
  private static double[] scaled(int steps, Draws draws) {
    double[] full = new double[CHAINS];
    double[] suffix = new double[CHAINS];
    for (int chain = 0; chain < CHAINS; chain++) {
      double w = 0;
      double sum = 0;
      double late = 0;
      for (int t = 1; t <= steps; t++) {
        double g = w + (w >= 0 ? draws.uniform(-1, 3) : -7);
        w = Math.max(-1, Math.min(1, w - g / t));
        sum += w;
        late += t > steps / 2 ? w : 0;
      }
      full[chain] = value(sum / steps);
      suffix[chain] = value(late / (steps - steps / 2));
    }
    return new double[] {steps * Mean.of(full).value(), steps * Mean.of(suffix).value()};
  }

  private static double value(double w) {
    return w * w / 2 + (w >= 0 ? w : -7 * w);
  }
}
