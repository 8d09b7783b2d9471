package io.papilio.artifacts.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Writes doubles with the fewest digits that read back as the same double, alike in every locale
 * and on every JDK ({@code Double.toString} before JDK 19 sometimes writes a digit too many).
 */
final class ShortestDecimal {
  private static final int ENOUGH_DIGITS = 17;

  private ShortestDecimal() {}

  /**
   * For example {@code 0.1}, {@code 0.0003}, {@code 1E-7}, {@code -12.5}, {@code NaN}, {@code
   * Infinity}.
   */
  static String of(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return value == 0 ? "0" : Double.toString(value);
    }
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits < ENOUGH_DIGITS; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() == value) {
        return write(rounded);
      }
    }
    return write(exact.round(new MathContext(ENOUGH_DIGITS, RoundingMode.HALF_EVEN)));
  }

  /** Plain from 1e-6 to 1e16, scientific beyond. */
  private static String write(BigDecimal decimal) {
    BigDecimal shortest = decimal.stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    // BigDecimal's own text is plain down to 1e-6, but not for 100, which it holds as 1E+2.
    return exponent < 0 || exponent > 15 ? shortest.toString() : shortest.toPlainString();
  }
}
