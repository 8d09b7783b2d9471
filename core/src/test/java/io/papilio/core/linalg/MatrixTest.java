package io.papilio.core.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.validation.InvalidValueException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatrixTest {
  /** Well above the roundoff of a few dozen operations on numbers near 1. */
  private static final double ROUNDOFF = 1e-12;

  private final NumpyGenerator generator = NumpyGenerator.ofSeed(1);
  private final Matrix m = Matrix.of(2, 3, 1, 2, 3, 4, 5, 6);

  @Test
  void productsAreTheSumsOfTheDefinition() {
    assertEquals(Matrix.of(2, 2, 14, 32, 32, 77), m.multiply(m.transpose()));
    assertEquals(Vector.of(-2, -2), m.multiply(Vector.of(1, 0, -1)));
    assertEquals(Matrix.of(2, 3, 2, 4, 6, 8, 10, 12), m.add(m));
    assertEquals(Matrix.zero(2, 3), m.subtract(m));
  }

  @Test
  void solutionsSatisfyTheirSystems() {
    for (int n = 1; n <= 8; n++) {
      // A shift by 10 I keeps the systems well conditioned.
      Matrix a = RandomMatrices.normal(generator, n, n).add(Matrix.identity(n).scale(10));
      Matrix right = RandomMatrices.normal(generator, n, 3);
      assertTrue(a.multiply(a.solve(right)).subtract(right).maxAbs() < ROUNDOFF);
      assertTrue(a.multiply(a.inverse()).subtract(Matrix.identity(n)).maxAbs() < ROUNDOFF);
    }
  }

  @Test
  void singularMatrixIsRejected() {
    for (Matrix singular : List.of(Matrix.of(2, 2, 1, 2, 2, 4), Matrix.zero(2, 2))) {
      var rejected = assertThrows(InvalidValueException.class, singular::inverse);
      assertEquals("matrix: singular (expected: an invertible matrix)", rejected.getMessage());
    }
  }

  @Test
  void shapesThatDoNotFitAreRejected() {
    var product = assertThrows(InvalidValueException.class, () -> m.multiply(m));
    assertEquals("factor: 2 x 3 (expected: 3 rows)", product.getMessage());
    var square = assertThrows(InvalidValueException.class, m::eigenvalues);
    assertEquals("matrix: 2 x 3 (expected: a square matrix)", square.getMessage());
  }

  @Test
  void eigenvaluesOfARotationLieOnTheUnitCircle() {
    Matrix rotation = Matrix.of(2, 2, 0.6, 0.8, -0.8, 0.6);
    for (Complex eigenvalue : rotation.eigenvalues()) {
      assertEquals(0.6, eigenvalue.real(), ROUNDOFF);
      assertEquals(0.8, Math.abs(eigenvalue.imaginary()), ROUNDOFF);
    }
    assertEquals(1, rotation.spectralRadius(), ROUNDOFF);
    assertEquals(1, rotation.operatorNorm(), ROUNDOFF);
  }

  @Test
  void eigenvaluesComeLargestModulusFirst() {
    List<Complex> eigenvalues = Matrix.diagonal(1, -3, 2).eigenvalues();
    assertArrayEquals(
        new double[] {-3, 2, 1},
        eigenvalues.stream().mapToDouble(Complex::real).toArray(),
        ROUNDOFF);
  }

  @Test
  void operatorNormMayExceedTheSpectralRadius() {
    Matrix shear = Matrix.of(2, 2, 0, 5, 0, 0);
    assertEquals(0, shear.spectralRadius(), ROUNDOFF);
    assertEquals(5, shear.operatorNorm(), ROUNDOFF);
  }

  @Test
  void operatorNormBoundsTheLengthOfEveryImage() {
    Matrix a = RandomMatrices.normal(generator, 4, 3);
    for (int i = 0; i < 100; i++) {
      Vector x = Vector.of(RandomMatrices.normal(generator, 1, 3).toRowMajor());
      assertTrue(a.multiply(x).norm() <= a.operatorNorm() * x.norm() * (1 + ROUNDOFF));
    }
  }
}
