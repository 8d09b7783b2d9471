package io.papilio.cli.terminal;

import java.math.BigDecimal;

/** Numbers for people: the shortest decimal, without an exponent or a point that says nothing. */
public final class NumberText {
  private NumberText() {}

  /** For example {@code 3800}, {@code -3.75} or {@code inf}. */
  public static String of(double value) {
    return Double.isInfinite(value) ? infinite(value) : plain(Double.toString(value));
  }

  public static String of(float value) {
    return Float.isInfinite(value) ? infinite(value) : plain(Float.toString(value));
  }

  private static String infinite(double value) {
    return value < 0 ? "-inf" : "inf";
  }

  private static String plain(String decimal) {
    return new BigDecimal(decimal).stripTrailingZeros().toPlainString();
  }
}
