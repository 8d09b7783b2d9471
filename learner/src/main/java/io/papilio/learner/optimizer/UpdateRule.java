package io.papilio.learner.optimizer;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.validation.Require;

/** The rule by which gradients change the parameters, as a setting. */
public sealed interface UpdateRule {
  /**
   * An optimizer before its first step.
   *
   * @param adam hyper-parameters, of which other rules take the weight decay
   * @param size number of parameters
   */
  Optimizer create(AdamConfig adam, int size);

  /** Adam with decoupled weight decay. */
  @Setting(value = "Adam with decoupled weight decay, the paper's", name = "adamw")
  record AdamW() implements UpdateRule {
    @Override
    public Optimizer create(AdamConfig adam, int size) {
      return new Adam(adam, size);
    }
  }

  /** Stochastic gradient descent with momentum. */
  @Setting(value = "stochastic gradient descent with momentum", name = "sgd")
  record Momentum(
      @Setting("mu, share of the last update in the next one") @DefaultValue("0.9") double momentum)
      implements UpdateRule {
    public Momentum {
      Require.that(momentum >= 0 && momentum < 1, "momentum", momentum, ">= 0 and < 1");
    }

    @Override
    public Optimizer create(AdamConfig adam, int size) {
      return new Sgd(momentum, adam.weightDecay(), size);
    }
  }
}
