package io.papilio.laboratory.theory;

import java.util.function.IntToDoubleFunction;

/** Averages of a sequence of iterates, θ̃(t) = (1 - γ_t) θ̃(t-1) + γ_t θ(t) from θ̃(1) = θ(1). */
final class IterateAverage {
  private IterateAverage() {}

  /**
   * θ̃(T).
   *
   * @param gamma γ_t for t = 2, ..., T
   */
  static double[] of(double[][] iterates, IntToDoubleFunction gamma) {
    double[] average = iterates[0].clone();
    for (int t = 2; t <= iterates.length; t++) {
      double weight = gamma.applyAsDouble(t);
      for (int j = 0; j < average.length; j++) {
        average[j] += weight * (iterates[t - 1][j] - average[j]);
      }
    }
    return average;
  }

  /** The mean of all iterates, γ_t = 1/t. */
  static double[] full(double[][] iterates) {
    return of(iterates, t -> 1.0 / t);
  }

  /** Lacoste-Julien's average, γ_t = 2/(t+1). */
  static double[] lacosteJulien(double[][] iterates) {
    return of(iterates, t -> 2.0 / (t + 1));
  }

  /** The EMA with γ = T^-β. */
  static double[] ema(double[][] iterates, double beta) {
    double gamma = Math.pow(iterates.length, -beta);
    return of(iterates, t -> gamma);
  }

  /** The EMA with γ_t = t^-β. */
  static double[] power(double[][] iterates, double beta) {
    return of(iterates, t -> Math.pow(t, -beta));
  }

  /** The mean of the last ⌈αT⌉ iterates. */
  static double[] suffix(double[][] iterates, double alpha) {
    int count = (int) Math.ceil(alpha * iterates.length);
    double[][] last = new double[count][];
    System.arraycopy(iterates, iterates.length - count, last, 0, count);
    return full(last);
  }
}
