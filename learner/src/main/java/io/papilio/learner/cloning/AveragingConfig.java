package io.papilio.learner.cloning;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.Require;
import io.papilio.learner.averaging.DecaySchedule;
import io.papilio.learner.averaging.ExponentialMovingAverage;
import java.nio.FloatBuffer;

/**
 * The exponential moving average of iterates, gamma(t) = max(t^-alpha, gamma_min), t counted from
 * the end of the burn-in; up to there the average is the iterate itself.
 *
 * <p>The paper tunes alpha without telling it. On Hopper-v5, 0.6 still lets single evaluations dip,
 * and 1 learns half as fast; between 2/3 and 0.85 it hardly matters, nor does a burn-in of 500 or
 * 2000 steps.
 *
 * <p>Source: equation 4.1 and footnote 6; B.1.2, item 5, for gamma_min.
 */
public record AveragingConfig(
    @Setting("alpha of gamma(t) = max(t^-alpha, gamma_min), t since the burn-in (footnote 6)")
        @DefaultValue("0.75")
        double emaPower,
    @Setting("steps before averaging begins") @DefaultValue("500") long emaBurnIn,
    @Setting("gamma_min, the least weight of the newest iterate (B.1.2, item 5: 1e-4)")
        @DefaultValue("1e-4")
        double emaMinimumRate) {
  public static final AveragingConfig DEFAULTS = Settings.defaults(AveragingConfig.class);

  public AveragingConfig {
    Require.that(
        emaPower >= 0 && Double.isFinite(emaPower), "emaPower", emaPower, "a finite number >= 0");
    Require.nonNegative(emaBurnIn, "emaBurnIn");
    Require.within(emaMinimumRate, 0, 1, "emaMinimumRate");
  }

  /** Begins an average in a buffer that holds theta(0). */
  ExponentialMovingAverage start(FloatBuffer average) {
    return new ExponentialMovingAverage(schedule(), emaBurnIn, average);
  }

  /** The weight of the newest iterate in this update, counted from 1. */
  double rateOf(long update) {
    return update <= emaBurnIn ? 1 : schedule().gamma(update - emaBurnIn);
  }

  private DecaySchedule schedule() {
    return new DecaySchedule.Polynomial(emaPower, emaMinimumRate);
  }
}
