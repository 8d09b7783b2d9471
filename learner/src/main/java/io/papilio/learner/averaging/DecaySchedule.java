package io.papilio.learner.averaging;

import io.papilio.core.validation.Require;

/** The weight gamma(t) of the newest iterate in the t-th update of an average, t = 1, 2, ... */
public sealed interface DecaySchedule {
  /** gamma(t), in [0, 1]. */
  double gamma(long t);

  /**
   * One weight for all updates: an exponential window of about 1/gamma iterates. SAC's Polyak
   * update of its target networks is this with gamma = tau.
   *
   * @param gamma in [0, 1]
   */
  record Constant(double gamma) implements DecaySchedule {
    public Constant {
      Require.within(gamma, 0, 1, "gamma");
    }

    @Override
    public double gamma(long t) {
      return gamma;
    }
  }

  /**
   * gamma(t) = max(t^-alpha, gamma_min): a window that grows with t. Alpha 1 gives the arithmetic
   * mean of all iterates, alpha 0 the newest one.
   *
   * <p>Source: footnote 6; appendix B.1.2, item 5: gamma_min = 1e-4, rather too low than too high;
   * appendix B.2: alpha from 0.5 to 1.
   *
   * @param alpha at least 0
   * @param gammaMin in [0, 1]
   */
  record Polynomial(double alpha, double gammaMin) implements DecaySchedule {
    public Polynomial {
      Require.that(alpha >= 0 && Double.isFinite(alpha), "alpha", alpha, "a finite number >= 0");
      Require.within(gammaMin, 0, 1, "gammaMin");
    }

    @Override
    public double gamma(long t) {
      // gamma(t) = max(t^-alpha, gamma_min)
      return Math.max(Math.pow(t, -alpha), gammaMin);
    }
  }
}
