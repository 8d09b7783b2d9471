package io.papilio.core.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.random.NumpyGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatrixExponentialTest {
  /** Relative; squaring loses about one digit per factor of 10 in the norm. */
  private static final double TOLERANCE = 1e-12;

  private final NumpyGenerator generator = NumpyGenerator.ofSeed(2);

  @Test
  void exponentialOfZeroIsTheIdentity() {
    assertEquals(Matrix.identity(3), Matrix.zero(3, 3).exponential());
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-9, 0.1, 1, 3, 10, 100})
  void exponentialOfASkewMatrixIsTheRotation(double angle) {
    Matrix rotation =
        Matrix.of(2, 2, Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle));
    assertClose(rotation, Matrix.of(2, 2, 0, angle, -angle, 0).exponential());
  }

  @Test
  void exponentialOfADiagonalIsTheDiagonalOfExponentials() {
    assertClose(
        Matrix.diagonal(Math.exp(-2), Math.exp(0.5), Math.exp(7)),
        Matrix.diagonal(-2, 0.5, 7).exponential());
  }

  @Test
  void exponentialOfANilpotentMatrixIsItsShortSeries() {
    // N^3 = 0, so exp(N) = I + N + N^2 / 2.
    Matrix n = Matrix.of(3, 3, 0, 2, 5, 0, 0, 3, 0, 0, 0);
    assertClose(Matrix.of(3, 3, 1, 2, 8, 0, 1, 3, 0, 0, 1), n.exponential());
  }

  @Test
  void exponentialsOfOppositesAreInverse() {
    for (int n = 1; n <= 6; n++) {
      Matrix a = RandomMatrices.normal(generator, n, n);
      Matrix product = a.exponential().multiply(a.scale(-1).exponential());
      double scale = a.exponential().maxAbs() * a.scale(-1).exponential().maxAbs();
      assertEquals(0, product.subtract(Matrix.identity(n)).maxAbs() / scale, TOLERANCE);
    }
  }

  @Test
  void exponentialAgreesWithTheSeries() {
    for (int n = 1; n <= 6; n++) {
      Matrix a = RandomMatrices.normal(generator, n, n).scale(0.5);
      Matrix sum = Matrix.identity(n);
      Matrix term = Matrix.identity(n);
      for (int k = 1; k < 60; k++) {
        term = term.multiply(a).scale(1.0 / k);
        sum = sum.add(term);
      }
      assertClose(sum, a.exponential());
    }
  }

  private static void assertClose(Matrix expected, Matrix actual) {
    double error = actual.subtract(expected).maxAbs() / Math.max(1, expected.maxAbs());
    assertTrue(error < TOLERANCE, () -> "relative error " + error);
  }
}
