package io.papilio.laboratory.theory;

import io.papilio.laboratory.numeric.Draws;

/**
 * dθ = -a (θ - µ) dt + dB in one dimension, and its EMA with the rate γ, from θ(0) = µ + r and
 * θ̃(0) = θ(0).
 *
 * <p>Source: equation D.5, Corollary D.2.
 */
record OrnsteinUhlenbeck(double a, double gamma, double r) {
  /** E θ(t) - µ. */
  double rawMean(double t) {
    return Math.exp(-a * t) * r;
  }

  /** Var θ(t). */
  double rawVariance(double t) {
    return -Math.expm1(-2 * a * t) / (2 * a);
  }

  /** E θ̃(t) - µ. */
  double averageMean(double t) {
    // r (e^{-at} + a/(γ-a) (e^{-at} - e^{-γt}))
    return r * (Math.exp(-a * t) + a / (gamma - a) * (Math.exp(-a * t) - Math.exp(-gamma * t)));
  }

  /** Var θ̃(t). */
  double averageVariance(double t) {
    // (γ/(γ-a))² ((1-e^{-2at})/(2a) - 2 (1-e^{-(a+γ)t})/(a+γ) + (1-e^{-2γt})/(2γ))
    double ratio = gamma / (gamma - a);
    double sum =
        -Math.expm1(-2 * a * t) / (2 * a)
            + 2 * Math.expm1(-(a + gamma) * t) / (a + gamma)
            - Math.expm1(-2 * gamma * t) / (2 * gamma);
    return ratio * ratio * sum;
  }

  /** The limit of {@link #averageVariance}: γ / (2a (a + γ)). */
  double averageStationary() {
    return gamma / (2 * a * (a + gamma));
  }

  /** The bound of Corollary D.2 on Var θ̃(t), with two signs corrected, for a fixed θ(0). */
  double bound(double t) {
    // (1-e^{-γt})/(2a) - (e^{-2at} - e^{-γt}) / (2a (1 - 2a/γ))
    double second = (Math.exp(-2 * a * t) - Math.exp(-gamma * t)) / (2 * a * (1 - 2 * a / gamma));
    return -Math.expm1(-gamma * t) / (2 * a) - second;
  }

  /** Raw iterates and averages at t, by exact steps of θ. Shape: [2, paths]. */
  double[][] simulate(double t, int steps, int paths, Draws draws) {
    double dt = t / steps;
    double decay = Math.exp(-a * dt);
    double sd = Math.sqrt(-Math.expm1(-2 * a * dt) / (2 * a));
    double weight = -Math.expm1(-gamma * dt);
    double[][] last = new double[2][paths];
    for (int path = 0; path < paths; path++) {
      double theta = r;
      double average = r;
      for (int i = 0; i < steps; i++) {
        double before = theta;
        theta = theta * decay + sd * draws.normal();
        average += weight * ((before + theta) / 2 - average);
      }
      last[0][path] = theta;
      last[1][path] = average;
    }
    return last;
  }
}
