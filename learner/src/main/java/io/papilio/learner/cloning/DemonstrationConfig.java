package io.papilio.learner.cloning;

import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.settings.Settings;
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
 *
 * <p>The noise on the inputs is added to what the imitator's network sees, where they are
 * standardized in units of their standard deviations.
 *
 * <p>With fresh trajectories, the first epoch has those recorded, and every later one as many that
 * the expert rolls out meanwhile, with the environment seeds that follow. The inputs are
 * standardized by the first epoch.
 */
public record DemonstrationConfig(
    @Setting(
            "trajectories, including those for validation (paper: 1000); with --demonstrations,"
                + " all by default")
        @DefaultValue("400")
        int trajectories,
    @Setting(
            value = "demonstration i is recorded with environment seed SEED + i",
            name = "demonstration-seed")
        @DefaultValue("1000000")
        long seed,
    @Setting("fraction of the trajectories held out for the validation loss (paper: 0.1)")
        @DefaultValue("0.1")
        double validationFraction,
    @Setting("sigma, standard deviation of noise on the training labels (section 4.3)")
        @DefaultValue("0")
        double labelNoise,
    @Setting(
            "sigma, standard deviation of noise on the inputs, fresh in every step (B.1.2, item 2)")
        @DefaultValue("0")
        double inputNoise,
    @Setting(
            "whether every epoch has fresh trajectories of the expert, so that no pair is learned"
                + " from twice (Figure 9, infinite data)")
        @DefaultValue("false")
        boolean freshTrajectories) {
  public static final DemonstrationConfig DEFAULTS = Settings.defaults(DemonstrationConfig.class);

  public DemonstrationConfig {
    Require.that(trajectories >= 2, "trajectories", trajectories, ">= 2");
    EpisodeSeeds.require("seed", seed, "trajectories", trajectories);
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
    Require.that(
        inputNoise >= 0 && Double.isFinite(inputNoise),
        "inputNoise",
        inputNoise,
        "a finite number >= 0");
  }
}
