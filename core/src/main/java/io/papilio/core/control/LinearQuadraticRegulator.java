package io.papilio.core.control;

import io.papilio.core.linalg.Matrix;

/**
 * The policy u = Kx of least cost over an infinite horizon; the linear tasks' expert.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", appendix B.3 (Kalman, 1960). The sign is the
 * paper's: K contains the minus, the closed loop is A + BK.
 *
 * @param costToGo S, where x'Sx is the cost from the state x on. Shape: [stateSize, stateSize]
 * @param gain K = -(R + B'SB)^-1 B'SA. Shape: [actionSize, stateSize]
 */
public record LinearQuadraticRegulator(
    LinearQuadraticProblem problem, Matrix costToGo, Matrix gain) {

  /**
   * Solves the Riccati equation.
   *
   * @throws io.papilio.core.validation.InvalidValueException when it has no stabilizing solution
   */
  public static LinearQuadraticRegulator solve(LinearQuadraticProblem problem) {
    RiccatiEquation equation = new RiccatiEquation(problem);
    Matrix s = equation.solve();
    return new LinearQuadraticRegulator(problem, s, equation.gain(s));
  }

  /** A + BK. Shape: [stateSize, stateSize] */
  public Matrix closedLoop() {
    return problem.system().closedLoop(gain);
  }
}
