package io.papilio.core.control;

import io.papilio.core.linalg.Matrix;
import io.papilio.core.linalg.Vector;
import io.papilio.core.validation.Require;

/**
 * The cost x'Qx + u'Ru of one step.
 *
 * @param q symmetric, positive semi-definite. Shape: [stateSize, stateSize]
 * @param r symmetric, positive definite. Shape: [actionSize, actionSize]
 */
public record QuadraticCost(Matrix q, Matrix r) {
  public QuadraticCost {
    requireSymmetric(q, "Q");
    requireSymmetric(r, "R");
    double smallestQ = smallestEigenvalue(q);
    // Roundoff may push a zero eigenvalue below zero by a few units in the last place of Q.
    Require.that(
        smallestQ >= -1e-12 * Math.max(1, q.maxAbs()),
        "Q",
        "eigenvalue " + smallestQ,
        "a positive semi-definite matrix");
    double smallestR = smallestEigenvalue(r);
    Require.that(smallestR > 0, "R", "eigenvalue " + smallestR, "a positive definite matrix");
  }

  /** Q = I and R = I. */
  public static QuadraticCost identity(int stateSize, int actionSize) {
    return new QuadraticCost(Matrix.identity(stateSize), Matrix.identity(actionSize));
  }

  public double of(Vector x, Vector u) {
    // x'Qx + u'Ru
    return x.dot(q.multiply(x)) + u.dot(r.multiply(u));
  }

  private static void requireSymmetric(Matrix matrix, String name) {
    Require.that(
        matrix.isSquare() && matrix.equals(matrix.transpose()), name, matrix, "a symmetric matrix");
  }

  private static double smallestEigenvalue(Matrix symmetric) {
    return symmetric.eigenvalues().stream().mapToDouble(value -> value.real()).min().orElseThrow();
  }
}
