package io.papilio.learner.diagnostics;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.validation.Require;
import java.util.List;

/** What is measured at an evaluation besides losses and returns; by default nothing. */
public record DiagnosticsConfig(
    @Setting("minibatches whose gradients are compared at each evaluation; 0 for none")
        @DefaultValue("0")
        int gradientMinibatches,
    @Setting("observations on which an iterate is compared with the one before; 0 for none")
        @DefaultValue("0")
        int disagreementObservations,
    @Setting("whether to measure when episodes first leave the support of the demonstrations")
        @DefaultValue("false")
        boolean exitTimes,
    @Setting(
            "time steps of an episode whose attention weights are saved after training, of a"
                + " Transformer, for example 0,200")
        List<Long> attentionSteps) {
  public DiagnosticsConfig {
    attentionSteps = List.copyOf(attentionSteps);
    attentionSteps.forEach(step -> Require.nonNegative(step, "attentionSteps"));
    Require.that(
        gradientMinibatches >= 0 && gradientMinibatches != 1,
        "gradientMinibatches",
        gradientMinibatches,
        "0, or at least 2");
    Require.nonNegative(disagreementObservations, "disagreementObservations");
  }
}
