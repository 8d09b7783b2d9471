package io.papilio.laboratory.theory;

import io.papilio.laboratory.numeric.Draws;

/**
 * SGD with a constant rate on ℓ = |θ - µ|²/2 with noisy gradients, and the EMA of its iterates:
 *
 * <pre>
 *   θ(t+1) = θ(t) - η (θ(t) - µ + w),  w ~ N(0, σ²),   θ̃(t+1) = (1-γ) θ̃(t) + γ θ(t+1)
 * </pre>
 *
 * with θ̃(0) = θ(0) and b = |θ(0) - µ|, d = 1.
 *
 * <p>Source: equation C.4, which as printed omits θ in the gradient.
 */
record QuadraticSgd(double eta, double gamma, double sigma, double b) {
  /** 2 E ℓ of the raw iterate t. */
  double raw(int t) {
    // σ²η (1 - (1-η)^{2t}) / (2-η) + b² (1-η)^{2t}
    double decay = Math.pow(1 - eta, 2.0 * t);
    return sigma * sigma * eta * (1 - decay) / (2 - eta) + b * b * decay;
  }

  /** The limit of {@link #raw}. */
  double rawStationary() {
    return sigma * sigma * eta / (2 - eta);
  }

  /** The limit of 2 E ℓ of the average. */
  double averageStationary() {
    // σ² ηγ (1 + pq) / ((2-η) (2-γ) (η + γ - ηγ)), p = 1-η, q = 1-γ
    double pq = (1 - eta) * (1 - gamma);
    return sigma
        * sigma
        * eta
        * gamma
        * (1 + pq)
        / ((2 - eta) * (2 - gamma) * (eta + gamma - eta * gamma));
  }

  /** E(θ̃(t) - µ), for θ(0) - µ = b. */
  double averageMean(int t) {
    return moments(t)[0];
  }

  /** The variance of θ̃(t). */
  double averageVariance(int t) {
    return moments(t)[1];
  }

  /** 2 E ℓ of the average at time t: its mean squared and its variance. */
  double average(int t) {
    double[] moments = moments(t);
    return moments[0] * moments[0] + moments[1];
  }

  /** The mean and the variance of θ̃(t) - µ, by the recursion of the moments. */
  private double[] moments(int t) {
    double p = 1 - eta;
    double q = 1 - gamma;
    double mean = b;
    double averageMean = b;
    double variance = 0;
    double covariance = 0;
    double averageVariance = 0;
    for (int i = 0; i < t; i++) {
      // δ' = p δ - η w,  δ̃' = q δ̃ + γ δ'
      mean *= p;
      averageMean = q * averageMean + gamma * mean;
      variance = p * p * variance + eta * eta * sigma * sigma;
      double crossed = p * covariance;
      averageVariance =
          q * q * averageVariance + 2 * q * gamma * crossed + gamma * gamma * variance;
      covariance = q * crossed + gamma * variance;
    }
    return new double[] {averageMean, averageVariance};
  }

  /** The printed upper bound on 2 E ℓ(θ̃(T)). */
  double printedUpperBound(int steps) {
    return upperBound(steps, 4);
  }

  /** The upper bound on 2 E ℓ(θ̃(T)) with 8 for 4 before b² (γ/η)². */
  double upperBound(int steps) {
    // Where η >= 2γ, the mean is at most b (1-γ)^T (1 + x) with x <= 2γ/η, and (1+x)² <= 2 + 2x²
    return upperBound(steps, 8);
  }

  private double upperBound(int steps, double factor) {
    double s2 = sigma * sigma;
    double b2 = b * b;
    double start = 2 * b2 * Math.pow(1 - gamma, 2.0 * steps);
    if (gamma >= 2 * eta) {
      return start + 4 * s2 * eta + 4 * b2 * Math.pow(1 - eta, 2.0 * steps);
    } else if (eta >= 2 * gamma) {
      double ratio = gamma / eta;
      double slow = Math.pow(1 - gamma, 2.0 * steps);
      return start + 4 * s2 * gamma + factor * b2 * ratio * ratio * slow;
    }
    return start + 16 * s2 * eta + 32 * b2 * Math.pow(1 - eta / 4, 2.0 * steps);
  }

  /** The printed lower bound on 2 E ℓ(θ̃(T)), for η, γ <= 1/2. */
  double lowerBound(int steps) {
    double s2 = sigma * sigma;
    double b2 = b * b;
    double start = b2 * Math.pow(1 - gamma, 2.0 * steps);
    double last = 2.0 * (steps - 1);
    if (gamma >= eta) {
      return start + (s2 * eta + b2 * Math.pow(1 - eta, last)) / 4;
    }
    double ratio = gamma / eta;
    return start + (s2 * gamma + b2 * ratio * ratio * Math.pow(1 - gamma, last)) / 4;
  }

  /**
   * Simulates independent chains.
   *
   * @return raw iterates and averages at the last step. Shape: [2, chains]
   */
  double[][] simulate(int steps, int chains, Draws draws) {
    double[][] last = new double[2][chains];
    for (int chain = 0; chain < chains; chain++) {
      double theta = b;
      double average = b;
      for (int t = 0; t < steps; t++) {
        theta -= eta * (theta + sigma * draws.normal());
        average += gamma * (theta - average);
      }
      last[0][chain] = theta;
      last[1][chain] = average;
    }
    return last;
  }
}
