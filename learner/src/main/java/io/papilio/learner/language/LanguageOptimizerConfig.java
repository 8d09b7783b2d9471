package io.papilio.learner.language;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.validation.Require;
import io.papilio.learner.optimizer.AdamConfig;

/**
 * AdamW and the schedule of its learning rate: warm-up from 0, then a straight line to the final
 * rate at the last step.
 */
public record LanguageOptimizerConfig(
    @Setting("sequences in a minibatch (paper: 64)") @DefaultValue("16") int batchSize,
    @Setting("minibatches whose mean gradient makes a step") @DefaultValue("1") int accumulation,
    @Setting("eta, learning rate after the warm-up (paper: 3e-4 to 8e-4)") @DefaultValue("1e-3")
        double learningRate,
    @Setting("steps in which the learning rate rises to eta (paper: 1000)") @DefaultValue("200")
        long warmUpSteps,
    @Setting("rate of the last step over eta: 0 linear decay, 0.5 partial decay, 1 constant")
        @DefaultValue("1")
        double finalRate,
    @Setting("decay of the running mean of squared gradients") @DefaultValue("0.99") double beta2,
    @Setting("decoupled weight decay (paper: 0.1)") @DefaultValue("0.1") double weightDecay) {
  /** PyTorch's defaults. */
  private static final double BETA1 = 0.9;

  private static final double EPSILON = 1e-8;

  public LanguageOptimizerConfig {
    Require.positive(batchSize, "batchSize");
    Require.positive(accumulation, "accumulation");
    Require.positive(learningRate, "learningRate");
    Require.nonNegative(warmUpSteps, "warmUpSteps");
    Require.within(finalRate, 0, 1, "finalRate");
    Require.that(beta2 >= 0 && beta2 < 1, "beta2", beta2, ">= 0 and < 1");
    Require.that(
        weightDecay >= 0 && Double.isFinite(weightDecay),
        "weightDecay",
        weightDecay,
        "a finite number >= 0");
  }

  AdamConfig adamW() {
    return new AdamConfig(learningRate, BETA1, beta2, EPSILON, weightDecay);
  }

  /** The rate of the step from iterate t to iterate t + 1, of {@code steps} in all. */
  double learningRateAt(long t, long steps) {
    if (t < warmUpSteps) {
      return learningRate * (t + 1) / warmUpSteps;
    }
    // eta_t = eta (1 - (1 - f) (t - W) / (T - W))
    double done = (double) (t - warmUpSteps) / (steps - warmUpSteps);
    return learningRate * (1 - (1 - finalRate) * done);
  }
}
