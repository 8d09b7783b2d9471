package io.papilio.core.control;

import io.papilio.core.linalg.Complex;
import io.papilio.core.linalg.Matrix;
import io.papilio.core.linalg.Vector;
import io.papilio.core.validation.Require;
import java.util.Optional;

/**
 * The discrete-time linear system x' = Ax + Bu.
 *
 * @param a shape: [stateSize, stateSize]
 * @param b shape: [stateSize, actionSize]
 */
public record LinearSystem(Matrix a, Matrix b) {
  /** Margin by which a computed eigenvalue of modulus 1 may lie inside the unit circle. */
  private static final double ROUNDOFF = 1e-12;

  public LinearSystem {
    Require.that(a.isSquare(), "A", a.describe(), "a square matrix");
    Require.that(b.rows() == a.rows(), "B", b.describe(), a.rows() + " rows");
  }

  public int stateSize() {
    return a.rows();
  }

  public int actionSize() {
    return b.columns();
  }

  /** The state after the action u in the state x. */
  public Vector next(Vector x, Vector u) {
    // x' = Ax + Bu
    return a.multiply(x).add(b.multiply(u));
  }

  /**
   * The matrix of the dynamics under the policy u = Kx.
   *
   * @param gain K. Shape: [actionSize, stateSize]
   */
  public Matrix closedLoop(Matrix gain) {
    // A + BK
    return a.add(b.multiply(gain));
  }

  /**
   * An eigenvalue of A outside the open unit disc that no action can move; absent when the system
   * is stabilizable.
   */
  public Optional<Complex> uncontrollableMode() {
    return a.eigenvalues().stream()
        .filter(mode -> mode.modulus() > 1 - ROUNDOFF && !Controllability.reaches(this, mode))
        .findFirst();
  }
}
