package io.papilio.learner.loss;

import io.papilio.core.settings.Setting;

/** The mean magnitude of the errors, as PyTorch's {@code L1Loss}; its slope at 0 is 0. */
@Setting("mean magnitude of the errors")
public record L1() implements ActionLoss {
  @Override
  public double gradient(float[] outputs, float[] targets, int n, float[] outputGradient) {
    return Coordinatewise.gradient(outputs, targets, outputGradient, Math::abs, Math::signum);
  }
}
