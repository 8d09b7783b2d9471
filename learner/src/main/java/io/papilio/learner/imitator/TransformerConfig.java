package io.papilio.learner.imitator;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.Require;

/**
 * The Transformer, except for its width.
 *
 * <p>Where the paper leaves a choice: the loss is on the last position of a window alone, which is
 * the one that acts; before the first step of an episode a window has zero pairs, without a mask,
 * in training as in acting; the head size is width / heads.
 */
public record TransformerConfig(
    @Setting(value = "blocks of the Transformer (Table 1: 4)", name = "transformer-layers")
        @DefaultValue("4")
        int layers,
    @Setting(value = "attention heads of a block (Table 1: 4)", name = "transformer-heads")
        @DefaultValue("4")
        int heads,
    @Setting("time steps that the Transformer sees (Table 1: 32)") @DefaultValue("32") int history,
    @Setting("dropout probability of the Transformer's embedded time steps") @DefaultValue("0")
        double embeddingDropout) {
  public static final TransformerConfig DEFAULTS = Settings.defaults(TransformerConfig.class);

  public TransformerConfig {
    Require.positive(layers, "layers");
    Require.positive(heads, "heads");
    Require.positive(history, "history");
    Require.that(
        embeddingDropout >= 0 && embeddingDropout < 1,
        "embeddingDropout",
        embeddingDropout,
        ">= 0 and < 1");
  }
}
