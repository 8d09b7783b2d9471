package io.papilio.laboratory.theory;

import io.papilio.laboratory.numeric.Draws;
import io.papilio.laboratory.numeric.Integral;

/**
 * A schedule of the learning rate in the driftless limit θ(t) = ∫η_s dB_s, with the EMA dθ̃ = γ (θ
 * - θ̃) dt; η = 1 scales all of them.
 *
 * <p>Source: Proposition C.7, Corollary D.1 and Examples D.1 to D.3.
 */
enum Schedule {
  CONSTANT("constant"),
  INVERSE_ROOT("1/√(1+s)"),
  INVERSE("1/(1+s)"),
  LINEAR("1 − s/t");

  private static final int INTERVALS = 4000;

  private final String words;

  Schedule(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /** η_s of a training of length t. */
  double rate(double s, double t) {
    return switch (this) {
      case CONSTANT -> 1;
      case INVERSE_ROOT -> 1 / Math.sqrt(1 + s);
      case INVERSE -> 1 / (1 + s);
      case LINEAR -> 1 - s / t;
    };
  }

  /** H(s) = ∫₀ˢ η_u² du, the variance of the raw iterate at s of a training of length t. */
  double raw(double s, double t) {
    return switch (this) {
      case CONSTANT -> s;
      case INVERSE_ROOT -> Math.log1p(s);
      case INVERSE -> s / (1 + s);
      // t/3 (1 - (1 - s/t)³)
      case LINEAR -> t / 3 * (1 - Math.pow(1 - s / t, 3));
    };
  }

  /** The variance of the EMA at t. */
  double average(double gamma, double t) {
    // ∫₀ᵗ η_u² (1 - e^{-γ(t-u)})² du
    return Integral.simpson(
        u -> Math.pow(rate(u, t) * Math.expm1(-gamma * (t - u)), 2), 0, t, INTERVALS);
  }

  /** The bound of Corollary D.1 on it, ∫₀ᵗ γ e^{γ(s-t)} H(s) ds. */
  double bound(double gamma, double t) {
    return Integral.simpson(s -> gamma * Math.exp(gamma * (s - t)) * raw(s, t), 0, t, INTERVALS);
  }

  /** Simulates raw iterates and averages at t by Euler and Maruyama. Shape: [2, paths]. */
  double[][] simulate(double gamma, double t, int steps, int paths, Draws draws) {
    double dt = t / steps;
    double[][] last = new double[2][paths];
    for (int path = 0; path < paths; path++) {
      double theta = 0;
      double average = 0;
      for (int i = 0; i < steps; i++) {
        double before = theta;
        theta += rate((i + 0.5) * dt, t) * Math.sqrt(dt) * draws.normal();
        average += gamma * dt * ((before + theta) / 2 - average);
      }
      last[0][path] = theta;
      last[1][path] = average;
    }
    return last;
  }
}
