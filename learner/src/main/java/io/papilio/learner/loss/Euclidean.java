package io.papilio.learner.loss;

import io.papilio.core.settings.Setting;

/** The mean over rows of the Euclidean norm of the error; its gradient at 0 is 0. */
@Setting("mean over rows of the Euclidean norm of the error")
public record Euclidean() implements ActionLoss {
  @Override
  public double gradient(float[] outputs, float[] targets, int n, float[] outputGradient) {
    int size = targets.length / n;
    double sum = 0;
    for (int row = 0; row < n; row++) {
      double square = 0;
      for (int i = row * size; i < (row + 1) * size; i++) {
        double e = (double) outputs[i] - targets[i];
        square += e * e;
      }
      double norm = Math.sqrt(square);
      sum += norm;
      // d|e| / de = e / |e|
      double scale = norm == 0 ? 0 : 1 / (norm * n);
      for (int i = row * size; i < (row + 1) * size; i++) {
        outputGradient[i] = (float) (((double) outputs[i] - targets[i]) * scale);
      }
    }
    return sum / n;
  }
}
