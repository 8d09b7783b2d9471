package io.papilio.learner.imitator;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.Require;

/**
 * The class of imitators.
 *
 * <p>The paper's L-layer MLP is read as L linear maps, so "4 layers" are three hidden ones: its
 * "depth 2" network of appendix B.4 has one hidden layer. Its width is 1024; 256 shows the same
 * effect (Figure 8) at a tenth of the cost.
 *
 * <p>The paper's imitators see the previous action (section 2) and bare observations. Ours do
 * neither unless asked to: docs/results.md compares them. A previous action that nearly determines
 * the next one is the copycat problem of Wen et al., "Fighting copycat agents in behavioral cloning
 * from observation histories" (2020).
 */
public record ImitatorConfig(
    @Setting(
            value = "class of imitators; linear is u = K x without previous action (B.5)",
            name = "imitator")
        @DefaultValue("mlp")
        ImitatorKind kind,
    @Setting("hidden layers of the MLP (Table 1: 4 layers, the output counted)") @DefaultValue("3")
        int hiddenLayers,
    @Setting("units per hidden layer of the MLP, or the Transformer's width (Table 1: 1024)")
        @DefaultValue("256")
        int width,
    @Setting("Inputs") InputConfig inputs,
    @Setting("dropout probability in the hidden layers of the MLP or the Transformer's blocks")
        @DefaultValue("0")
        double dropout,
    @Setting("Transformer") TransformerConfig transformer,
    @Setting("Action head") ActionHeadConfig head) {
  public static final ImitatorConfig DEFAULTS = Settings.defaults(ImitatorConfig.class);

  public ImitatorConfig {
    Require.nonNegative(hiddenLayers, "hiddenLayers");
    Require.positive(width, "width");
    Require.that(
        dropout == 0 || kind.hasFreeInputs(), "dropout", dropout, "0 for linear imitators");
    Require.that(dropout >= 0 && dropout < 1, "dropout", dropout, ">= 0 and < 1");
    Require.that(
        !inputs.previousAction() || kind.hasFreeInputs(),
        "previousAction",
        true,
        "false for linear imitators");
    if (!kind.hasFreeInputs()) {
      head.requireNone("linear imitators");
    }
  }
}
