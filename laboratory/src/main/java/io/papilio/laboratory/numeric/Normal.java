package io.papilio.laboratory.numeric;

/** The standard normal distribution. */
public final class Normal {
  private static final double SWITCH = 2;

  private Normal() {}

  /** φ(z) = exp(-z²/2) / √(2π). */
  public static double density(double z) {
    return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  }

  /** P(Z > z), accurate in the far tail. */
  public static double tail(double z) {
    return erfc(z / Math.sqrt(2)) / 2;
  }

  /** P(|Z| > z) for z >= 0. */
  public static double beyond(double z) {
    return erfc(z / Math.sqrt(2));
  }

  /** P(|θ| > ϵ) for θ of N(mean, sd²). */
  public static double beyond(double mean, double sd, double epsilon) {
    return tail((epsilon - mean) / sd) + tail((epsilon + mean) / sd);
  }

  /** The complementary error function. */
  public static double erfc(double x) {
    if (x < 0) {
      return 2 - erfc(-x);
    }
    return x < SWITCH ? 1 - series(x) : continuedFraction(x);
  }

  /** erf(x) = 2/√π exp(-x²) sum_n 2^n x^(2n+1) / (2n+1)!!, whose terms are positive. */
  private static double series(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; term > 1e-17 * sum; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
  }

  /** erfc(x) = exp(-x²)/√π / (x + (1/2)/(x + 1/(x + (3/2)/(x + ...)))), from the inside out. */
  private static double continuedFraction(double x) {
    double value = x;
    for (int k = 200; k >= 1; k--) {
      value = x + k / 2.0 / value;
    }
    return Math.exp(-x * x) / Math.sqrt(Math.PI) / value;
  }
}
