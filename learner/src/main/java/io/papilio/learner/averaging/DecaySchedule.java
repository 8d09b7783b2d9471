package io.papilio.learner.averaging;

/** The weight gamma(t) of the newest iterate in the t-th update of a moving average. */
public interface DecaySchedule {
  /**
   * gamma(t), in [0, 1]: at 1 the average begins anew, at 0 it stays.
   *
   * @param t 1 for theta(1)
   */
  double gamma(long t);

  /**
   * This schedule behind a burn-in, in which the average is the iterate, with an update only every
   * {@code period} iterates.
   *
   * <p>The first update behind the burn-in uses gamma(1): the paper's sequence begins at 1, so that
   * gamma(t) = 1/t gives the arithmetic mean of the iterates since the burn-in, and theta(0) has no
   * weight under gamma(t) = t^-alpha. The index counts iterates, also where most of them are left
   * out: only so is an average that is updated every 100 iterates as far from them as in Figure 9,
   * group 5.
   */
  default DecaySchedule after(long burnIn, long period) {
    return t -> {
      if (t <= burnIn) {
        return 1;
      }
      long since = t - burnIn;
      return since % period == 0 ? gamma(since) : 0;
    };
  }
}
