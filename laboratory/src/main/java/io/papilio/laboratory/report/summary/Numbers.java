package io.papilio.laboratory.report.summary;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers for people, the same in every locale. */
public final class Numbers {
  /** Stands where there is no number. */
  public static final String ABSENT = "-";

  private Numbers() {}

  /** With so many decimals. */
  public static String fixed(double value, int decimals) {
    if (!Double.isFinite(value)) {
      return notFinite(value);
    }
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    // Too large for a table of fractions.
    return text.length() > 9 ? significant(value, decimals + 1) : text;
  }

  /** With so many significant digits; as 1.2e-07 where it is very small or large. */
  public static String significant(double value, int digits) {
    if (!Double.isFinite(value)) {
      return notFinite(value);
    }
    double size = Math.abs(value);
    if (size != 0 && (size < 1e-4 || size >= 1e7)) {
      return String.format(Locale.ROOT, "%." + (digits - 1) + "e", value);
    }
    return value == 0 ? "0" : new BigDecimal(value).round(new MathContext(digits)).toPlainString();
  }

  /** Whole numbers with commas: 12,000. */
  public static String grouped(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String notFinite(double value) {
    return Double.isNaN(value) ? ABSENT : value > 0 ? "infinite" : "-infinite";
  }
}
