package io.papilio.core.control;

import io.papilio.core.linalg.Complex;
import io.papilio.core.linalg.Matrix;
import io.papilio.core.linalg.Vector;

/**
 * The test of Popov, Belevitch and Hautus: actions reach the mode of the eigenvalue λ exactly when
 * [A - λI, B] has full row rank.
 */
final class Controllability {
  /**
   * Smallest singular value that counts as nonzero, relative to the largest. Well above the errors
   * of the eigenvalues (some 1e-15), well below what a controller could use.
   */
  private static final double RANK_TOLERANCE = 1e-10;

  private Controllability() {}

  static boolean reaches(LinearSystem system, Complex eigenvalue) {
    Vector values = real(system, eigenvalue).singularValues();
    return values.get(values.size() - 1) > RANK_TOLERANCE * values.get(0);
  }

  /** [A - λI, B] as a real matrix of twice its size, each singular value doubled in number. */
  private static Matrix real(LinearSystem system, Complex eigenvalue) {
    int n = system.stateSize();
    int m = system.actionSize();
    int columns = 2 * (n + m);
    double[] elements = new double[2 * n * columns];
    for (int half = 0; half < 2; half++) {
      for (int i = 0; i < n; i++) {
        int row = (half * n + i) * columns;
        for (int j = 0; j < n; j++) {
          elements[row + half * n + j] = system.a().get(i, j) - (i == j ? eigenvalue.real() : 0);
        }
        // The imaginary part of -λI: +b above the diagonal block, -b below it.
        elements[row + (1 - half) * n + i] = (half == 0 ? 1 : -1) * eigenvalue.imaginary();
        for (int j = 0; j < m; j++) {
          elements[row + 2 * n + half * m + j] = system.b().get(i, j);
        }
      }
    }
    return Matrix.of(2 * n, columns, elements);
  }
}
