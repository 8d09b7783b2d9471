package io.papilio.laboratory.numeric;

import io.papilio.core.linalg.Matrix;

/** Matrices drawn at random. */
public final class RandomMatrix {
  private RandomMatrix() {}

  /** Independent standard normals. */
  public static Matrix normal(int rows, int columns, Draws draws) {
    return Matrix.of(rows, columns, draws.normals(rows * columns));
  }

  /** A matrix of normals, scaled to an operator norm. */
  public static Matrix ofNorm(double norm, int rows, int columns, Draws draws) {
    Matrix matrix = normal(rows, columns, draws);
    return matrix.scale(norm / matrix.operatorNorm());
  }

  /** An orthogonal matrix, by Gram and Schmidt on normal columns. */
  public static Matrix orthogonal(int size, Draws draws) {
    double[][] columns = new double[size][];
    for (int j = 0; j < size; j++) {
      double[] v = draws.normals(size);
      for (int twice = 0; twice < 2; twice++) {
        for (int i = 0; i < j; i++) {
          double dot = dot(columns[i], v);
          for (int k = 0; k < size; k++) {
            v[k] -= dot * columns[i][k];
          }
        }
      }
      double norm = Math.sqrt(dot(v, v));
      for (int k = 0; k < size; k++) {
        v[k] /= norm;
      }
      columns[j] = v;
    }
    double[] rowMajor = new double[size * size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        rowMajor[i * size + j] = columns[j][i];
      }
    }
    return Matrix.of(size, size, rowMajor);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
