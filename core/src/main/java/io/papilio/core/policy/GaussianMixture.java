package io.papilio.core.policy;

import io.papilio.core.validation.Require;

/**
 * The layout of network outputs that are the parameters of a mixture of Gaussians over vectors of m
 * numbers: K logits of the weights, K rows of m means, K rows of m raw deviations s. A standard
 * deviation is softplus(s) + {@value #LEAST_DEVIATION}; coordinates are independent within a
 * component.
 *
 * <p>Source: C. Bishop, "Mixture density networks" (1994); deviations as robomimic's GMM policies.
 *
 * @param components K
 * @param size m
 */
public record GaussianMixture(int components, int size) {
  /** Without it the likelihood of a noiseless expert's actions has no bound. */
  private static final double LEAST_DEVIATION = 1e-4;

  public GaussianMixture {
    Require.positive(components, "components");
    Require.positive(size, "size");
  }

  /** Numbers in a row of outputs. */
  public int outputSize() {
    return components * (1 + 2 * size);
  }

  /** Index in a row of the mean of a coordinate. */
  public int mean(int component, int i) {
    return components + component * size + i;
  }

  /** Index in a row of the raw deviation of a coordinate. */
  public int rawDeviation(int component, int i) {
    return mean(component + components, i);
  }

  /** Standard deviation, softplus(s) + least. StrictMath gives the same bits on every machine. */
  public static double deviation(double s) {
    // log(1 + e^s) = max(s, 0) + log(1 + e^-|s|)
    return Math.max(s, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(s))) + LEAST_DEVIATION;
  }

  /** Derivative of {@link #deviation}, 1 / (1 + e^-s). */
  public static double deviationSlope(double s) {
    return 1 / (1 + StrictMath.exp(-s));
  }
}
