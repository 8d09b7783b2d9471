package io.papilio.learner.loss;

import io.papilio.core.validation.Require;

/**
 * The mean over rows of -log p(target), where p is a mixture of m Gaussians with independent
 * coordinates. The outputs are m logits of the weights, m times k means, and m times k logarithms
 * of standard deviations.
 *
 * <p>Source: C. Bishop, "Mixture density networks" (1994).
 *
 * @param components m
 */
public record MixtureLikelihood(int components) implements OutputLoss {
  /**
   * The least logarithm of a standard deviation; smaller outputs count as this one. Otherwise the
   * likelihood of a noiseless expert's actions would have no bound.
   */
  private static final double LEAST_LOG_SIGMA = -10;

  private static final double HALF_LOG_TWO_PI = StrictMath.log(2 * Math.PI) / 2;

  public MixtureLikelihood {
    Require.positive(components, "components");
  }

  @Override
  public int outputSize(int targetSize) {
    return components * (1 + 2 * targetSize);
  }

  @Override
  public double gradient(float[] outputs, float[] targets, int n, float[] outputGradient) {
    double sum = 0;
    for (int row = 0; row < n; row++) {
      sum += row(outputs, targets, row, n, outputGradient);
    }
    return sum / n;
  }

  private double row(float[] outputs, float[] targets, int row, int n, float[] outputGradient) {
    int k = targets.length / n;
    int from = row * outputSize(k);
    int means = from + components;
    int logSigmas = means + components * k;
    double[] logits = new double[components];
    double[] joint = new double[components];
    for (int c = 0; c < components; c++) {
      logits[c] = outputs[from + c];
      joint[c] = logits[c];
      for (int i = 0; i < k; i++) {
        double logSigma = Math.max(outputs[logSigmas + c * k + i], LEAST_LOG_SIGMA);
        double e = (double) outputs[means + c * k + i] - targets[row * k + i];
        double z = e / StrictMath.exp(logSigma);
        joint[c] -= z * z / 2 + logSigma + HALF_LOG_TWO_PI;
      }
    }
    double logWeights = LogSum.of(logits);
    double logDensity = LogSum.of(joint);
    for (int c = 0; c < components; c++) {
      // r_c, the probability that component c made the target
      double r = StrictMath.exp(joint[c] - logDensity);
      double weight = StrictMath.exp(logits[c] - logWeights);
      outputGradient[from + c] = (float) ((weight - r) / n);
      for (int i = 0; i < k; i++) {
        int mean = means + c * k + i;
        int logSigma = logSigmas + c * k + i;
        double sigma = StrictMath.exp(Math.max(outputs[logSigma], LEAST_LOG_SIGMA));
        double z = ((double) outputs[mean] - targets[row * k + i]) / sigma;
        outputGradient[mean] = (float) (r * z / sigma / n);
        boolean free = outputs[logSigma] > LEAST_LOG_SIGMA;
        outputGradient[logSigma] = free ? (float) (r * (1 - z * z) / n) : 0;
      }
    }
    // -log p = -log sum_c w_c N(u; mu_c, sigma_c^2)
    return logWeights - logDensity;
  }
}
