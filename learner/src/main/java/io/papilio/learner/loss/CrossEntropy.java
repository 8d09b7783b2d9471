package io.papilio.learner.loss;

/**
 * The mean over rows of -log p of the expert's discrete action, where p is the softmax of the
 * outputs. Targets are one-hot.
 */
public record CrossEntropy() implements OutputLoss {
  @Override
  public double gradient(float[] outputs, float[] targets, int n, float[] outputGradient) {
    int size = targets.length / n;
    double sum = 0;
    double[] logits = new double[size];
    for (int row = 0; row < n; row++) {
      for (int i = 0; i < size; i++) {
        logits[i] = outputs[row * size + i];
      }
      double normalizer = LogSum.of(logits);
      for (int i = 0; i < size; i++) {
        int index = row * size + i;
        double logP = logits[i] - normalizer;
        sum -= targets[index] * logP;
        // d l / d z_i = p_i - 1{a = i}
        outputGradient[index] = (float) ((StrictMath.exp(logP) - targets[index]) / n);
      }
    }
    return sum / n;
  }
}
