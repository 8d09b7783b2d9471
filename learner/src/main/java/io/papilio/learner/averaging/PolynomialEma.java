package io.papilio.learner.averaging;

/**
 * {@code ema}: the paper's average, gamma(t) = max(t^-alpha, gamma_min), a window that grows with t
 * up to 1/gamma_min iterates.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", footnote 6; appendix B.1.2, item 5: gamma_min =
 * 1e-4, rather too low than too high; appendix B.2: alpha from 0.5 to 1. The paper does not report
 * the alpha that it chose; docs/metrics.md says what was seen here.
 *
 * @param alpha {@code power}, at least 0; 1 is the arithmetic mean, 0 the newest iterate
 * @param gammaMin {@code minimum-rate}, in [0, 1]
 */
record PolynomialEma(double alpha, double gammaMin) implements DecaySchedule {
  static final AverageKind KIND =
      new AverageKind(
          "ema",
          parameters -> {
            double alpha = parameters.number("power", 0.75, 0, Double.POSITIVE_INFINITY);
            long burnIn = parameters.whole("burn-in", 500);
            double gammaMin = parameters.number("minimum-rate", 1e-4, 0, 1);
            DecaySchedule schedule = new PolynomialEma(alpha, gammaMin);
            return start -> new ExponentialMovingAverage(schedule, burnIn, start);
          });

  @Override
  public double gamma(long t) {
    // gamma(t) = max(t^-alpha, gamma_min)
    return Math.max(Math.pow(t, -alpha), gammaMin);
  }
}
