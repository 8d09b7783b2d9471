package io.papilio.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.linalg.Matrix;
import io.papilio.core.linalg.Vector;
import io.papilio.core.validation.InvalidValueException;
import org.junit.jupiter.api.Test;

class QuadraticCostTest {
  @Test
  void costIsTheSumOfBothQuadraticForms() {
    QuadraticCost cost = new QuadraticCost(Matrix.of(2, 2, 2, 1, 1, 3), Matrix.identity(1));
    assertEquals(2 + 2 * 2 + 3 * 4 + 25, cost.of(Vector.of(1, 2), Vector.of(5)));
  }

  @Test
  void matricesThatAreNoCostsAreRejected() {
    Matrix one = Matrix.identity(1);
    assertRejected(
        "Q: eigenvalue -1.0 (expected: a positive semi-definite matrix)", one.scale(-1), one);
    assertRejected(
        "R: eigenvalue 0.0 (expected: a positive definite matrix)", one, Matrix.zero(1, 1));
    assertRejected(
        "Q: 2 x 2 [1.0, 1.0, 0.0, 1.0] (expected: a symmetric matrix)",
        Matrix.of(2, 2, 1, 1, 0, 1),
        one);
  }

  private static void assertRejected(String message, Matrix q, Matrix r) {
    var rejected = assertThrows(InvalidValueException.class, () -> new QuadraticCost(q, r));
    assertEquals(message, rejected.getMessage());
  }
}
