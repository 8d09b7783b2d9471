package io.papilio.learner.averaging;

/** The weight gamma(t) of the newest iterate in the t-th update of a moving average. */
interface DecaySchedule {
  /**
   * gamma(t), in [0, 1].
   *
   * @param t 1 for the first update after the burn-in
   */
  double gamma(long t);
}
