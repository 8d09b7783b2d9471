package io.papilio.learner.cloning;

import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.settings.Setting;
import io.papilio.core.validation.Require;

/**
 * The expert's trajectories to learn from. They do not depend on the run's seed, so that runs with
 * different seeds learn from the same ones.
 *
 * <p>The noise on the labels is that of "Butterfly Effects of SGD Noise", section 4.3: minibatch
 * gradients of E|theta - mu + w|^2 with normal w. A linear expert is learned without any error, and
 * with it the noise of the gradients would die out; 0.05 keeps the raw iterate of LqrCliff-v0
 * oscillating to the end. Each pair's noise is drawn once, by the stream {@code label-noise};
 * demonstrations held out keep clean labels.
 */
public record DemonstrationConfig(
    @Setting(
            "trajectories, those for validation included (paper: 1000); of a data set all, unless"
                + " said")
        int trajectories,
    @Setting("demonstration i is recorded with environment seed demonstrationSeed + i")
        long demonstrationSeed,
    @Setting("fraction of the trajectories held out for the validation loss (paper: 0.1)")
        double validationFraction,
    @Setting("sigma, standard deviation of noise on the labels to learn from (section 4.3)")
        double labelNoise) {
  public static final DemonstrationConfig DEFAULTS =
      new DemonstrationConfig(100, 1_000_000, 0.1, 0);

  public DemonstrationConfig {
    Require.that(trajectories >= 2, "trajectories", trajectories, ">= 2");
    EpisodeSeeds.require("demonstrationSeed", demonstrationSeed, "trajectories", trajectories);
    Require.that(
        validationFraction > 0 && validationFraction < 1,
        "validationFraction",
        validationFraction,
        "> 0 and < 1");
    Require.that(
        labelNoise >= 0 && Double.isFinite(labelNoise),
        "labelNoise",
        labelNoise,
        "a finite number >= 0");
  }
}
