package io.papilio.learner.optimizer;

import io.papilio.core.validation.Require;

/**
 * Hyper-parameters of {@link Adam}.
 *
 * @param learningRate eta of a step that names no other
 * @param beta1 decay of the gradient's running mean
 * @param beta2 decay of the squared gradient's running mean
 * @param epsilon added to the root of the latter
 * @param weightDecay lambda of decoupled weight decay (AdamW); 0 for plain Adam
 */
public record AdamConfig(
    double learningRate, double beta1, double beta2, double epsilon, double weightDecay) {
  public AdamConfig {
    Require.that(learningRate >= 0, "learningRate", learningRate, ">= 0");
    Require.that(beta1 >= 0 && beta1 < 1, "beta1", beta1, "0 <= beta1 < 1");
    Require.that(beta2 >= 0 && beta2 < 1, "beta2", beta2, "0 <= beta2 < 1");
    Require.positive(epsilon, "epsilon");
    Require.that(weightDecay >= 0, "weightDecay", weightDecay, ">= 0");
  }

  /** PyTorch's defaults of Adam at a learning rate: betas 0.9 and 0.999, epsilon 1e-8, no decay. */
  public static AdamConfig adam(double learningRate) {
    return new AdamConfig(learningRate, 0.9, 0.999, 1e-8, 0);
  }

  /** The same with decoupled weight decay. */
  public static AdamConfig adamW(double learningRate, double weightDecay) {
    return new AdamConfig(learningRate, 0.9, 0.999, 1e-8, weightDecay);
  }
}
