package io.papilio.learner.averaging;

import io.papilio.core.validation.Require;

/**
 * The weights of the iterates in a power-function average: iterate s of t has the weight p(s) =
 * (gamma + 1) s^gamma / t^(gamma + 1), and theta(s) counts from s - 1 to s.
 *
 * <p>Source: Karras et al., "Analyzing and improving the training dynamics of diffusion models"
 * (2024), sections 3.1 and 3.2, appendix C.
 *
 * @param exponent gamma
 * @param t steps of the training
 */
record PowerFunctionProfile(double exponent, double t) {
  /** That of gamma = 0, the mean of all iterates. */
  private static final double WIDEST = 1 / Math.sqrt(12);

  private static final int BISECTIONS = 200;

  /**
   * The profile of a width.
   *
   * @param width sigma_rel, the standard deviation of the weights as a share of t
   */
  static PowerFunctionProfile of(double width, double t) {
    double low = 0;
    double high = 1 / width;
    // sigma_rel falls with gamma, and is below 1 / (gamma + 2).
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      if (width(middle) > width) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return new PowerFunctionProfile((low + high) / 2, t);
  }

  static void requireWidth(double width, String name) {
    Require.that(width > 0 && width <= WIDEST, name, width, "> 0 and <= " + WIDEST);
  }

  /** The average as a moving one. */
  static DecaySchedule schedule(double width) {
    double exponent = of(width, 1).exponent;
    // 1 - beta(t) = 1 - (1 - 1/t)^(gamma + 1)
    return t -> 1 - StrictMath.pow(1 - 1.0 / t, exponent + 1);
  }

  private static double width(double gamma) {
    // sigma_rel = (gamma + 1)^(1/2) (gamma + 2)^-1 (gamma + 3)^(-1/2)
    return Math.sqrt((gamma + 1) / (gamma + 3)) / (gamma + 2);
  }

  /** The integral of the product of two profiles. */
  double dot(PowerFunctionProfile other) {
    if (t > other.t) {
      return other.dot(this);
    }
    // (gamma_a + 1) (gamma_b + 1) (t_a / t_b)^gamma_b / ((gamma_a + gamma_b + 1) t_b), t_a <= t_b
    return (exponent + 1)
        * (other.exponent + 1)
        * StrictMath.pow(t / other.t, other.exponent)
        / ((exponent + other.exponent + 1) * other.t);
  }
}
