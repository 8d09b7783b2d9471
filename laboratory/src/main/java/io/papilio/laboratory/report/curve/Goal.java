package io.papilio.laboratory.report.curve;

/** Which values of a curve are good ones. */
public enum Goal {
  /** As for rewards. */
  HIGHER,
  /** As for losses, and for returns that are costs. */
  LOWER;

  /** The better of two values. */
  double better(double a, double b) {
    return this == HIGHER ? Math.max(a, b) : Math.min(a, b);
  }

  /** Whether {@code value} is at least as good as {@code bar}. */
  boolean reaches(double value, double bar) {
    return this == HIGHER ? value >= bar : value <= bar;
  }
}
