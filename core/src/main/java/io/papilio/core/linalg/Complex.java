package io.papilio.core.linalg;

/** A complex number, for example an eigenvalue of a real matrix. */
public record Complex(double real, double imaginary) {

  /** The absolute value. */
  public double modulus() {
    return Math.hypot(real, imaginary);
  }
}
