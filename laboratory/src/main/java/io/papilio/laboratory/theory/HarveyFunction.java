package io.papilio.laboratory.theory;

/**
 * F(x) = max over i in 1..T+1 of h_i·x (+ |x|²/2 where strongly convex), on the unit ball of ℝ^T,
 * whose subgradient method ends at a bad iterate. h_i has a_j before i, -b_i at i, and zeros after;
 * the oracle takes the smallest i of the maximum, and so answers with h_t in step t.
 *
 * <p>Source: Harvey, Liaw, Plan and Randhawa, "Tight analyses for non-smooth stochastic gradient
 * descent" (2019), Theorems 3.1 and 3.4, as used by Theorems 1 and 2.
 */
final class HarveyFunction {
  private final boolean stronglyConvex;
  private final double[] a;
  private final double[] b;

  HarveyFunction(int steps, boolean stronglyConvex) {
    this.stronglyConvex = stronglyConvex;
    a = new double[steps];
    b = new double[steps];
    for (int j = 1; j <= steps; j++) {
      // a_j = 1/(2(T+1-j)), b = 1; else a_j = 1/(8(T-j+1)), b_j = √j/(2√T)
      a[j - 1] = 1 / ((stronglyConvex ? 2.0 : 8.0) * (steps + 1 - j));
      b[j - 1] = stronglyConvex ? 1 : Math.sqrt(j) / (2 * Math.sqrt(steps));
    }
  }

  /** F(x); F* <= F(0) = 0. */
  double at(double[] x) {
    double[] best = new double[1];
    maximum(x, best);
    return best[0] + (stronglyConvex ? dot(x, x) / 2 : 0);
  }

  /** h_{T+1}·x, which bounds F from below. */
  double last(double[] x) {
    return dot(a, x);
  }

  /** The smallest index of the maximum, 0 to T, and the maximum in {@code best[0]}. */
  private int maximum(double[] x, double[] best) {
    best[0] = Double.NEGATIVE_INFINITY;
    int arg = 0;
    double prefix = 0;
    for (int i = 0; i <= x.length; i++) {
      double value = i < x.length ? prefix - b[i] * x[i] : prefix;
      if (value > best[0]) {
        best[0] = value;
        arg = i;
      }
      prefix += i < x.length ? a[i] * x[i] : 0;
    }
    return arg;
  }

  /**
   * The iterates of the projected subgradient method with η_t = 1/t, or 1/√t where not strongly
   * convex.
   *
   * @param start the point before the first step
   * @return those after steps 1 to T. Shape: [T, T]
   */
  double[][] descend(double[] start) {
    int steps = a.length;
    double[][] iterates = new double[steps][];
    double[] x = start.clone();
    double[] best = new double[1];
    for (int t = 1; t <= steps; t++) {
      int i = maximum(x, best);
      double eta = stronglyConvex ? 1.0 / t : 1 / Math.sqrt(t);
      for (int j = 0; j < steps; j++) {
        double g = j < i ? a[j] : j == i ? -b[j] : 0;
        x[j] -= eta * (g + (stronglyConvex ? x[j] : 0));
      }
      double norm = Math.sqrt(dot(x, x));
      for (int j = 0; j < steps && norm > 1; j++) {
        x[j] /= norm;
      }
      iterates[t - 1] = x.clone();
    }
    return iterates;
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
