package io.papilio.learner.loss;

import io.papilio.core.settings.Setting;

/** The mean square of the errors, as PyTorch's {@code MSELoss}. */
@Setting("mean square of the errors")
public record L2() implements ActionLoss {
  @Override
  public double gradient(float[] outputs, float[] targets, int n, float[] outputGradient) {
    return Coordinatewise.gradient(outputs, targets, outputGradient, e -> e * e, e -> 2 * e);
  }
}
