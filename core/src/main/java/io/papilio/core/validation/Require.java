package io.papilio.core.validation;

/** Checks of values from outside; what fails is an {@link InvalidValueException}. */
public final class Require {
  private Require() {}

  /**
   * Rejects a value unless {@code condition} holds. The arguments are evaluated in any case, so in
   * the step of an environment an {@code if} costs less.
   */
  public static void that(boolean condition, String name, Object actual, String expected) {
    if (!condition) {
      throw new InvalidValueException(name, actual, expected);
    }
  }

  public static int positive(int value, String name) {
    that(value > 0, name, value, "> 0");
    return value;
  }

  public static long nonNegative(long value, String name) {
    that(value >= 0, name, value, ">= 0");
    return value;
  }

  public static double positive(double value, String name) {
    that(value > 0 && Double.isFinite(value), name, value, "a finite number > 0");
    return value;
  }

  public static double finite(double value, String name) {
    that(Double.isFinite(value), name, value, "a finite number");
    return value;
  }

  /** Rejects an integer outside the closed interval. */
  public static long within(long value, long low, long high, String name) {
    that(value >= low && value <= high, name, value, low + " to " + high);
    return value;
  }

  /** Rejects a value outside the closed interval. */
  public static double within(double value, double low, double high, String name) {
    that(value >= low && value <= high, name, value, low + " to " + high);
    return value;
  }
}
