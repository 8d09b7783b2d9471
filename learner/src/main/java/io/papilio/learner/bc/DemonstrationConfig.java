package io.papilio.learner.bc;

import io.papilio.core.settings.Setting;
import io.papilio.core.validation.Require;

/**
 * The expert's trajectories to learn from. They do not depend on the run's seed, so that runs with
 * different seeds learn from the same ones.
 */
public record DemonstrationConfig(
    @Setting("trajectories to record, those for validation included (paper: 1000)")
        int demonstrations,
    @Setting("demonstration i is recorded with environment seed demonstrationSeed + i")
        long demonstrationSeed,
    @Setting("fraction of the trajectories held out for the validation loss (paper: 0.1)")
        double validationFraction) {
  public static final DemonstrationConfig DEFAULTS = new DemonstrationConfig(100, 1_000_000, 0.1);

  public DemonstrationConfig {
    Require.that(demonstrations >= 2, "demonstrations", demonstrations, ">= 2");
    Require.nonNegative(demonstrationSeed, "demonstrationSeed");
    Require.that(
        validationFraction > 0 && validationFraction < 1,
        "validationFraction",
        validationFraction,
        "> 0 and < 1");
  }
}
