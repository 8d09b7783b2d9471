package io.papilio.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.linalg.Complex;
import io.papilio.core.linalg.Matrix;
import io.papilio.core.linalg.Vector;
import io.papilio.core.validation.InvalidValueException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinearSystemTest {
  /** Errors of eigenvalues of small matrices near 1. */
  private static final double ROUNDOFF = 1e-14;

  @Test
  void stateAndActionMakeTheNextState() {
    LinearSystem system = new LinearSystem(Matrix.of(2, 2, 1, 2, 3, 4), Matrix.of(2, 1, 5, 6));
    assertEquals(Vector.of(1 + 4 + 35, 3 + 8 + 42), system.next(Vector.of(1, 2), Vector.of(7)));
    assertEquals(Matrix.of(2, 2, 1 + 5, 2 - 10, 3 + 6, 4 - 12), system.closedLoop(row(1, -2)));
    assertEquals(2, system.stateSize());
    assertEquals(1, system.actionSize());
  }

  @Test
  void matricesThatDoNotFitAreRejected() {
    Matrix tall = Matrix.of(2, 1, 1, 2);
    assertThrows(InvalidValueException.class, () -> new LinearSystem(tall, tall));
    assertThrows(InvalidValueException.class, () -> new LinearSystem(Matrix.identity(3), tall));
  }

  @Test
  void unreachableModeIsFoundInAnyBasis() {
    // diag(2, 1/2) and B = [0, 1]' in the basis [1, 0]', [1, 1]'
    assertMode(2, 0, new LinearSystem(Matrix.of(2, 2, 2, -1.5, 0, 0.5), Matrix.of(2, 1, 1, 1)));
    // The same with both modes reached, by a second action.
    LinearSystem reached =
        new LinearSystem(Matrix.of(2, 2, 2, -1.5, 0, 0.5), Matrix.of(2, 2, 1, 1, 1, 0));
    assertEquals(Optional.empty(), reached.uncontrollableMode());
  }

  @Test
  void unreachableRotationIsFound() {
    Matrix a = Matrix.of(3, 3, 0.5, 0, 0, 0, 0, 1.25, 0, -1.25, 0);
    assertMode(0, 1.25, new LinearSystem(a, Matrix.of(3, 1, 1, 0, 0)));
    // A push along one axis of the rotation reaches both.
    LinearSystem pushed = new LinearSystem(a, Matrix.of(3, 1, 1, 1, 0));
    assertEquals(Optional.empty(), pushed.uncontrollableMode());
  }

  @Test
  void unreachableModeMattersOnlyWhereItDoesNotDecay() {
    assertMode(1, 0, new LinearSystem(Matrix.identity(1), Matrix.zero(1, 1)));
    assertMode(-1, 0, new LinearSystem(Matrix.identity(1).scale(-1), Matrix.zero(1, 1)));
    LinearSystem decaying = new LinearSystem(Matrix.diagonal(0.999), Matrix.zero(1, 1));
    assertEquals(Optional.empty(), decaying.uncontrollableMode());
  }

  @Test
  void actionThatHardlyMovesAModeDoesNotReachIt() {
    // The singular values of [A - 2 I, B] are some 126 and the small number.
    Matrix a = Matrix.diagonal(2, 128);
    assertMode(2, 0, new LinearSystem(a, Matrix.of(2, 1, 1e-9, 1)));
    LinearSystem reached = new LinearSystem(a, Matrix.of(2, 1, 1e-7, 1));
    assertEquals(Optional.empty(), reached.uncontrollableMode());
  }

  @Test
  void growthByOneIsNeitherStableNorAContraction() {
    Stability kept = Stability.of(Matrix.identity(2));
    assertEquals(new Stability(1, 1), kept);
    assertFalse(kept.isStable());
    assertFalse(kept.isContraction());
    // Eigenvalues of 1/2, and a step that takes [0, 1]' to [2, 1/2]'.
    Stability sheared = Stability.of(Matrix.of(2, 2, 0.5, 2, 0, 0.5));
    assertTrue(sheared.isStable());
    assertFalse(sheared.isContraction());
    assertTrue(Stability.of(Matrix.diagonal(0.5, -0.25)).isContraction());
  }

  private static Matrix row(double... elements) {
    return Matrix.of(1, elements.length, elements);
  }

  /** The imaginary part up to its sign: of a pair, any is right. */
  private static void assertMode(double real, double imaginary, LinearSystem system) {
    Complex mode = system.uncontrollableMode().orElseThrow();
    assertEquals(real, mode.real(), ROUNDOFF);
    assertEquals(imaginary, Math.abs(mode.imaginary()), ROUNDOFF);
  }
}
