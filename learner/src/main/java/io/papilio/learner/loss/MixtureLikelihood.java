package io.papilio.learner.loss;

import io.papilio.core.policy.GaussianMixture;

/**
 * The mean over rows of -log p(target), where the outputs are the parameters of a mixture of
 * Gaussians p.
 *
 * <p>Source: C. Bishop, "Mixture density networks" (1994).
 */
public record MixtureLikelihood(GaussianMixture mixture) implements OutputLoss {
  private static final double HALF_LOG_TWO_PI = StrictMath.log(2 * Math.PI) / 2;

  @Override
  public int outputSize(int targetSize) {
    return mixture.outputSize();
  }

  @Override
  public double gradient(float[] outputs, float[] targets, int n, float[] outputGradient) {
    double sum = 0;
    for (int row = 0; row < n; row++) {
      sum += row(outputs, row * mixture.outputSize(), targets, row, n, outputGradient);
    }
    return sum / n;
  }

  private double row(
      float[] outputs, int from, float[] targets, int row, int n, float[] outputGradient) {
    int components = mixture.components();
    double[] logits = new double[components];
    double[] joint = new double[components];
    for (int j = 0; j < components; j++) {
      logits[j] = outputs[from + j];
      joint[j] = logits[j];
      for (int i = 0; i < mixture.size(); i++) {
        double sigma = GaussianMixture.deviation(outputs[from + mixture.rawDeviation(j, i)]);
        double z = error(outputs, from, targets, row, j, i) / sigma;
        joint[j] -= z * z / 2 + StrictMath.log(sigma) + HALF_LOG_TWO_PI;
      }
    }
    double logWeights = LogSum.of(logits);
    double logDensity = LogSum.of(joint);
    for (int j = 0; j < components; j++) {
      // r_j, the probability that component j made the target
      double r = StrictMath.exp(joint[j] - logDensity);
      double weight = StrictMath.exp(logits[j] - logWeights);
      outputGradient[from + j] = (float) ((weight - r) / n);
      for (int i = 0; i < mixture.size(); i++) {
        int s = from + mixture.rawDeviation(j, i);
        double sigma = GaussianMixture.deviation(outputs[s]);
        double e = error(outputs, from, targets, row, j, i);
        outputGradient[from + mixture.mean(j, i)] = (float) (r * e / (sigma * sigma) / n);
        double bySigma = r * (1 - e * e / (sigma * sigma)) / sigma;
        outputGradient[s] = (float) (bySigma * GaussianMixture.deviationSlope(outputs[s]) / n);
      }
    }
    // log p = log sum_j w_j N(u; mu_j, sigma_j^2)
    return logWeights - logDensity;
  }

  /** mu_ji - u_i. */
  private double error(float[] outputs, int from, float[] targets, int row, int j, int i) {
    return (double) outputs[from + mixture.mean(j, i)] - targets[row * mixture.size() + i];
  }
}
