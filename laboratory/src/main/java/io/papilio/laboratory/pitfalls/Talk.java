package io.papilio.laboratory.pitfalls;

/** Names of sources, as claims cite them. */
final class Talk {
  static final String INSTABILITY = "slide \"Instability in control systems\"";
  static final String EISS = "slide \"Exponential Stability (E-ISS)\"";
  static final String LINEAR = "slide \"Linear Dynamical Systems\"";
  static final String FEEDBACK = "slide \"Linear Feedback Controllers\"";
  static final String PAIR = "slide \"The Challenging Pair\"";
  static final String MAIN = "main theorem";
  static final String SCALAR = "slide \"Stylizing Instability\"";

  /** A criterion of ours. */
  static final String GOAL = "goal";

  private Talk() {}
}
