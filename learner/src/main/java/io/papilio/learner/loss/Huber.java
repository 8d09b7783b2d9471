package io.papilio.learner.loss;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.validation.Require;

/**
 * The mean of e^2 / 2 for errors up to delta and of delta (|e| - delta / 2) beyond, as PyTorch's
 * {@code HuberLoss}.
 *
 * <p>Source: P. J. Huber, "Robust estimation of a location parameter" (1964).
 */
@Setting("half the square of errors up to delta, linear beyond")
public record Huber(@Setting("error from which the loss is linear") @DefaultValue("1") double delta)
    implements ActionLoss {
  public Huber {
    Require.positive(delta, "delta");
  }

  @Override
  public double gradient(float[] outputs, float[] targets, int n, float[] outputGradient) {
    return Coordinatewise.gradient(
        outputs,
        targets,
        outputGradient,
        e -> Math.abs(e) <= delta ? e * e / 2 : delta * (Math.abs(e) - delta / 2),
        e -> Math.max(-delta, Math.min(delta, e)));
  }
}
