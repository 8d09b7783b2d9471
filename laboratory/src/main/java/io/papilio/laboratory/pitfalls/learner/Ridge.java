package io.papilio.laboratory.pitfalls.learner;

import io.papilio.core.linalg.Matrix;

/**
 * Ridge regression on y1, y2, a constant and radial functions of z. Where data do not show y1, its
 * coefficient is 0.
 */
public final class Ridge {
  private static final int CENTERS = 16;
  private static final int FEATURES = CENTERS + 3;
  private static final double LAMBDA = 1e-9;

  private Ridge() {}

  public static StatePolicy fit(Demonstrations data) {
    double[][] sums = new double[FEATURES][FEATURES + 2];
    for (int n = 0; n < data.size(); n++) {
      double[] f = features(data.x()[n]);
      for (int i = 0; i < FEATURES; i++) {
        for (int j = 0; j < FEATURES; j++) {
          sums[i][j] += f[i] * f[j];
        }
        sums[i][FEATURES] += f[i] * data.u()[n][0];
        sums[i][FEATURES + 1] += f[i] * data.u()[n][1];
      }
    }
    // (F'F + λ n I) W = F'U
    Matrix gram =
        block(sums, 0, FEATURES).add(Matrix.identity(FEATURES).scale(LAMBDA * data.size()));
    Matrix weights = gram.solve(block(sums, FEATURES, 2));
    return x -> {
      double[] f = features(x);
      double[] u = new double[2];
      for (int i = 0; i < FEATURES; i++) {
        u[0] += weights.get(i, 0) * f[i];
        u[1] += weights.get(i, 1) * f[i];
      }
      return u;
    };
  }

  private static Matrix block(double[][] sums, int first, int columns) {
    double[] values = new double[FEATURES * columns];
    for (int i = 0; i < FEATURES; i++) {
      System.arraycopy(sums[i], first, values, i * columns, columns);
    }
    return Matrix.of(FEATURES, columns, values);
  }

  private static double[] features(double[] x) {
    double[] f = new double[FEATURES];
    f[0] = x[0];
    f[1] = x[1];
    f[2] = 1;
    for (int k = 0; k < CENTERS; k++) {
      double center = 1.7 + 2.6 * k / (CENTERS - 1);
      double distance = (x[2] - center) / 0.25;
      f[3 + k] = Math.exp(-distance * distance / 2);
    }
    return f;
  }
}
