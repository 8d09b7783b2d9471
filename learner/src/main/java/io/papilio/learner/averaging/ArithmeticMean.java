package io.papilio.learner.averaging;

/** {@code mean}: the arithmetic mean of all iterates since the burn-in. */
record ArithmeticMean() implements DecaySchedule {
  static final AverageKind KIND =
      new AverageKind(
          "mean",
          parameters -> {
            long burnIn = parameters.whole("burn-in", 0);
            return start -> new ExponentialMovingAverage(new ArithmeticMean(), burnIn, start);
          });

  @Override
  public double gamma(long t) {
    // theta~(t) = (1 - 1/t) theta~(t-1) + 1/t theta(t)
    return 1.0 / t;
  }
}
