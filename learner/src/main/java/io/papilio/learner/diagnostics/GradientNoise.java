package io.papilio.learner.diagnostics;

import io.papilio.core.validation.Require;
import java.util.List;

/**
 * How noisy the gradients of minibatches are, of which n are compared.
 *
 * <p>Source: McCandlish et al., "An Empirical Model of Large-Batch Training", appendix A: unbiased
 * estimates of both numbers.
 *
 * @param variance trace of the covariance of a minibatch's gradient
 * @param squaredNorm of the gradient of the loss on all demonstrations; its estimate may be below 0
 */
public record GradientNoise(double variance, double squaredNorm) {

  /** Estimates both from the gradients of n minibatches, at least two. */
  public static GradientNoise of(List<float[]> gradients) {
    int n = gradients.size();
    Require.that(n >= 2, "minibatches", n, ">= 2");
    double spread = 0;
    double meanSquares = 0;
    for (int i = 0; i < gradients.get(0).length; i++) {
      double sum = 0;
      double squares = 0;
      for (float[] gradient : gradients) {
        sum += gradient[i];
        squares += (double) gradient[i] * gradient[i];
      }
      // sum_k (g_k - m)^2 = sum_k g_k^2 - n m^2
      spread += squares - sum * sum / n;
      meanSquares += sum * sum / n / n;
    }
    // tr Sigma = 1/(n-1) sum_k |g_k - m|^2, |g|^2 = |m|^2 - tr Sigma / n
    double variance = spread / (n - 1);
    return new GradientNoise(variance, meanSquares - variance / n);
  }

  /** The variance divided by the squared norm, as in the simple noise scale. */
  public double ratio() {
    return variance / squaredNorm;
  }
}
