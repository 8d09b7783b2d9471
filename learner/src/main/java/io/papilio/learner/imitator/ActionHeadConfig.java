package io.papilio.learner.imitator;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.Require;

/**
 * What an imitator's outputs are, for continuous actions.
 *
 * <p>Source: "Action Chunking and Exploratory Data Collection" (arXiv 2507.09061) for chunks; C.
 * Bishop, "Mixture density networks" (1994) for mixtures.
 */
public record ActionHeadConfig(
    @Setting("actions in an output, executed open loop") @DefaultValue("1") int chunk,
    @Setting("components of a mixture of Gaussians over an output; 0: the output is the actions")
        @DefaultValue("0")
        int mixture,
    @Setting("whether actions are drawn from the mixture; false: its likeliest component's mean")
        @DefaultValue("false")
        boolean sample) {
  public static final ActionHeadConfig DEFAULTS = Settings.defaults(ActionHeadConfig.class);

  public ActionHeadConfig {
    Require.positive(chunk, "chunk");
    Require.nonNegative(mixture, "mixture");
    Require.that(
        !sample || (mixture > 0 && chunk == 1), "sample", true, "a mixture over single actions");
  }

  /** Rejects chunks and mixtures. */
  void requireNone(String of) {
    Require.that(chunk == 1, "chunk", chunk, "1 for " + of);
    Require.that(mixture == 0, "mixture", mixture, "0 for " + of);
  }
}
