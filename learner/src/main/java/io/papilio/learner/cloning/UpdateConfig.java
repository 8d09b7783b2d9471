package io.papilio.learner.cloning;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.validation.Require;
import io.papilio.learner.optimizer.UpdateRule;

/**
 * How a step is made of minibatches.
 *
 * <p>Gradient accumulation: a step goes along the mean of the gradients of some minibatches, so
 * that k of n pairs act as one of k n in the memory of n. Averages of the iterates count steps.
 */
public record UpdateConfig(
    @Setting(value = "rule by which gradients change the parameters", name = "optimizer")
        @DefaultValue("adamw")
        UpdateRule rule,
    @Setting("minibatches whose gradients make one step (B.1.2, item 4)") @DefaultValue("1")
        int accumulation,
    @Setting("first steps, in which the rate rises linearly to eta (B.4: 50)") @DefaultValue("0")
        long warmUpSteps) {
  public UpdateConfig {
    Require.positive(accumulation, "accumulation");
    Require.nonNegative(warmUpSteps, "warmUpSteps");
  }
}
