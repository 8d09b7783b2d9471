package io.papilio.core.control;

import io.papilio.core.linalg.Matrix;

/**
 * How the states of x' = Mx grow or shrink.
 *
 * @param spectralRadius the factor per step in the long run
 * @param operatorNorm the largest factor in one step; at least the spectral radius
 */
public record Stability(double spectralRadius, double operatorNorm) {

  public static Stability of(Matrix dynamics) {
    return new Stability(dynamics.spectralRadius(), dynamics.operatorNorm());
  }

  /** Whether every trajectory converges to zero. */
  public boolean isStable() {
    return spectralRadius < 1;
  }

  /**
   * Whether every step shortens every state. "Butterfly Effects of SGD Noise", appendix B.3, calls
   * such a closed loop marginally stable.
   */
  public boolean isContraction() {
    return operatorNorm < 1;
  }
}
