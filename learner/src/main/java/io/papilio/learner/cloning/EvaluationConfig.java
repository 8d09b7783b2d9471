package io.papilio.learner.cloning;

import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.Require;
import io.papilio.learner.diagnostics.DiagnosticsConfig;
import io.papilio.learner.diagnostics.LandscapeConfig;

/** When and on which episodes the averages of the iterates are evaluated. */
public record EvaluationConfig(
    @Setting(
            value = "steps between evaluations; the last iterate is always evaluated",
            name = "evaluation-interval")
        @DefaultValue("2000")
        int interval,
    @Setting(
            value = "episodes per evaluated average, side by side (paper: 20)",
            name = "evaluation-episodes")
        @DefaultValue("20")
        int episodes,
    @Setting(
            value = "episode i of every evaluation has environment seed SEED + i",
            name = "evaluation-seed")
        @DefaultValue("0")
        long seed,
    @Setting("the step after which every single iterate is evaluated") @DefaultValue("0")
        long windowStart,
    @Setting("how many iterates are evaluated one by one") @DefaultValue("0") long windowLength,
    @Setting("Diagnostics") DiagnosticsConfig diagnostics,
    @Setting("Landscapes") LandscapeConfig landscape) {
  public static final EvaluationConfig DEFAULTS = Settings.defaults(EvaluationConfig.class);

  public EvaluationConfig {
    Require.positive(interval, "interval");
    EpisodeSeeds.require("seed", seed, "episodes", episodes);
    Require.nonNegative(windowStart, "windowStart");
    Require.nonNegative(windowLength, "windowLength");
  }

  /** Whether every iterate is evaluated around this step. */
  boolean isInWindow(long step) {
    return step > windowStart && step <= windowStart + windowLength;
  }
}
