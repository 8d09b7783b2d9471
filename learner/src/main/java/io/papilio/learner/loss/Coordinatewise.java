package io.papilio.learner.loss;

import java.util.function.DoubleUnaryOperator;

/** The mean of a function of the errors e = output - target over rows and coordinates. */
final class Coordinatewise {
  private Coordinatewise() {}

  /**
   * Same as {@link OutputLoss#gradient}.
   *
   * @param value f(e)
   * @param slope f'(e)
   */
  static double gradient(
      float[] outputs,
      float[] targets,
      float[] outputGradient,
      DoubleUnaryOperator value,
      DoubleUnaryOperator slope) {
    int count = targets.length;
    double sum = 0;
    for (int i = 0; i < count; i++) {
      double e = (double) outputs[i] - targets[i];
      sum += value.applyAsDouble(e);
      outputGradient[i] = (float) (slope.applyAsDouble(e) / count);
    }
    return sum / count;
  }
}
