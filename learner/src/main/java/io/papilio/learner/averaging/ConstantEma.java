package io.papilio.learner.averaging;

/**
 * {@code constant-ema}: gamma(t) = rate, an exponential window of about 1/rate iterates. What other
 * libraries call decay is 1 - rate. SAC's Polyak update of its target networks is this with rate
 * tau.
 *
 * @param rate in [0, 1]
 */
record ConstantEma(double rate) implements DecaySchedule {
  static final AverageKind KIND =
      new AverageKind(
          "constant-ema",
          parameters -> {
            DecaySchedule schedule = new ConstantEma(parameters.number("rate", 1e-3, 0, 1));
            long burnIn = parameters.whole("burn-in", 0);
            return start -> new ExponentialMovingAverage(schedule, burnIn, start);
          });

  @Override
  public double gamma(long t) {
    return rate;
  }
}
