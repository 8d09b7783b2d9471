package io.papilio.core.linalg;

/**
 * The matrix exponential by scaling, a Padé approximant of degree 13, and repeated squaring.
 *
 * <p>Source: N. J. Higham, "The Scaling and Squaring Method for the Matrix Exponential Revisited"
 * (2005), algorithm 2.3, with degree 13 for every norm.
 */
final class MatrixExponential {
  /** Up to this 1-norm the approximant is exact to unit roundoff (Higham, table 2.3). */
  private static final double THETA_13 = 5.371920351148152;

  /** b_k = (26 - k)! 13! / (26! k! (13 - k)!), scaled so that b_13 = 1. */
  private static final double[] B = coefficients();

  private MatrixExponential() {}

  static Matrix of(Matrix matrix) {
    double norm = oneNorm(matrix);
    int squarings = norm <= THETA_13 ? 0 : Math.getExponent(norm / THETA_13) + 1;
    Matrix power = pade(matrix.scale(Math.scalb(1.0, -squarings)));
    for (int i = 0; i < squarings; i++) {
      power = power.multiply(power);
    }
    return power;
  }

  private static Matrix pade(Matrix a) {
    Matrix identity = Matrix.identity(a.rows());
    Matrix a2 = a.multiply(a);
    Matrix a4 = a2.multiply(a2);
    Matrix a6 = a4.multiply(a2);
    // U = A [A6 (b13 A6 + b11 A4 + b9 A2) + b7 A6 + b5 A4 + b3 A2 + b1 I]
    Matrix oddHigh = a6.multiply(a6.scale(B[13]).add(a4.scale(B[11])).add(a2.scale(B[9])));
    Matrix oddLow = a6.scale(B[7]).add(a4.scale(B[5])).add(a2.scale(B[3]));
    Matrix u = a.multiply(oddHigh.add(oddLow).add(identity.scale(B[1])));
    // V = A6 (b12 A6 + b10 A4 + b8 A2) + b6 A6 + b4 A4 + b2 A2 + b0 I
    Matrix evenHigh = a6.multiply(a6.scale(B[12]).add(a4.scale(B[10])).add(a2.scale(B[8])));
    Matrix evenLow = a6.scale(B[6]).add(a4.scale(B[4])).add(a2.scale(B[2]));
    Matrix v = evenHigh.add(evenLow).add(identity.scale(B[0]));
    // exp(A) = (V - U)^-1 (V + U)
    return v.subtract(u).solve(v.add(u));
  }

  private static double[] coefficients() {
    double[] b = new double[14];
    long whole = 1;
    b[13] = whole;
    for (int k = 13; k > 0; k--) {
      // b_{k-1} / b_k = k (27 - k) / (14 - k); all are whole numbers and exact as doubles.
      whole = whole * k * (27 - k) / (14 - k);
      b[k - 1] = whole;
    }
    return b;
  }

  /** The largest sum of absolute values in a column. */
  private static double oneNorm(Matrix matrix) {
    double norm = 0;
    for (int j = 0; j < matrix.columns(); j++) {
      double sum = 0;
      for (int i = 0; i < matrix.rows(); i++) {
        sum += Math.abs(matrix.get(i, j));
      }
      norm = Math.max(norm, sum);
    }
    return norm;
  }
}
