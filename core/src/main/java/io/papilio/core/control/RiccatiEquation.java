package io.papilio.core.control;

import io.papilio.core.linalg.Complex;
import io.papilio.core.linalg.Matrix;
import io.papilio.core.validation.InvalidValueException;
import java.util.Optional;

/**
 * The discrete algebraic Riccati equation S = Q + A'SA - A'SB (R + B'SB)^-1 B'SA of a
 * linear-quadratic problem. Its stabilizing solution S gives the least cost x'Sx from a state x.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", appendix B.3; the method is the structure-preserving
 * doubling algorithm of Chu, Fan, Lin and Wang, "Structure-Preserving Algorithms for Periodic
 * Discrete-Time Algebraic Riccati Equations" (2004).
 */
public record RiccatiEquation(LinearQuadraticProblem problem) {
  /** 2^64 steps of the Riccati iteration; what has not converged then lies on the unit circle. */
  private static final int MAX_DOUBLINGS = 64;

  /** Doubling converges quadratically, so a change this small is the last. */
  private static final double TOLERANCE = 1e-15;

  /**
   * The stabilizing solution S, symmetric and positive semi-definite. Shape: [stateSize, stateSize]
   *
   * @throws InvalidValueException when no gain makes the system stable, or when the cost does not
   *     see an unstable mode
   */
  public Matrix solve() {
    LinearSystem system = problem.system();
    requireNone(system.uncontrollableMode(), "system", "uncontrollable", "a stabilizable system");
    // Modes that the cost sees in A are those that it could control in A'.
    LinearSystem dual = new LinearSystem(system.a().transpose(), problem.cost().q());
    requireNone(dual.uncontrollableMode(), "Q", "blind to", "a cost of every unstable mode");
    Matrix b = system.b();
    // A_0 = A, G_0 = B R^-1 B', H_0 = Q
    Matrix a = system.a();
    Matrix g = b.multiply(problem.cost().r().solve(b.transpose())).symmetricPart();
    Matrix h = problem.cost().q();
    Matrix identity = Matrix.identity(system.stateSize());
    for (int i = 0; i < MAX_DOUBLINGS; i++) {
      // W = I + G H
      Matrix w = identity.add(g.multiply(h));
      Matrix wa = w.solve(a);
      Matrix wg = w.solve(g);
      // H' = H + A' H W^-1 A,  G' = G + A W^-1 G A',  A' = A W^-1 A
      Matrix change = a.transpose().multiply(h).multiply(wa).symmetricPart();
      g = g.add(a.multiply(wg).multiply(a.transpose())).symmetricPart();
      a = a.multiply(wa);
      h = h.add(change);
      if (change.maxAbs() <= TOLERANCE * h.maxAbs()) {
        return h;
      }
    }
    throw new ArithmeticException("Riccati equation: no convergence for " + problem);
  }

  private static void requireNone(
      Optional<Complex> mode, String name, String fault, String expected) {
    mode.ifPresent(
        eigenvalue -> {
          throw new InvalidValueException(name, fault + " eigenvalue " + eigenvalue, expected);
        });
  }

  /** The right side of the equation minus S, zero for a solution. */
  public Matrix residual(Matrix s) {
    Matrix a = problem.system().a();
    Matrix b = problem.system().b();
    // Q + A'SA + A'SB K - S with K = -(R + B'SB)^-1 B'SA
    Matrix costToGo = a.transpose().multiply(s);
    return problem
        .cost()
        .q()
        .add(costToGo.multiply(a))
        .add(costToGo.multiply(b).multiply(gain(s)))
        .subtract(s);
  }

  /** K of the policy u = Kx that is best when x'Sx is the cost from the next state on. */
  Matrix gain(Matrix s) {
    Matrix a = problem.system().a();
    Matrix b = problem.system().b();
    Matrix bs = b.transpose().multiply(s);
    // K = -(R + B'SB)^-1 B'SA
    return problem.cost().r().add(bs.multiply(b)).solve(bs.multiply(a)).scale(-1);
  }
}
