package io.papilio.laboratory.report.chart;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as they stand at ticks. */
final class TickLabel {
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private TickLabel() {}

  /** With as many decimals as the spacing of the ticks needs; 20k and 1.5M for large ones. */
  static String of(double tick, double spacing) {
    if (spacing >= 500_000) {
      return tick == 0 ? "0" : plain(tick / 1e6) + "M";
    } else if (spacing >= 1000) {
      return tick == 0 ? "0" : plain(tick / 1e3) + "k";
    }
    int decimals = (int) Math.max(0, Math.ceil(-Math.log10(spacing) - 1e-9));
    return minus(
        new BigDecimal(tick).setScale(decimals, java.math.RoundingMode.HALF_EVEN).toPlainString());
  }

  /** Whether a number takes too many digits in full, on an axis of ratios. */
  static boolean needsPower(double tick) {
    return tick < 1e-3 || tick > 1e4;
  }

  /** In full. */
  static String ofRatio(double tick) {
    return plain(tick);
  }

  /** As a digit times a power of ten: 1, 10⁻⁵, 2·10⁻⁵. */
  static String ofPower(double tick) {
    if (tick == 1) {
      return "1";
    }
    int exponent = (int) Math.floor(Math.log10(tick) + 1e-9);
    String digit = plain(tick / Math.pow(10, exponent));
    return (digit.equals("1") ? "" : digit + "·") + powerOfTen(exponent);
  }

  private static String plain(double value) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros();
    return minus(rounded.toPlainString());
  }

  /** With a true minus sign, as wide as a digit. */
  private static String minus(String number) {
    return number.replace('-', '−');
  }

  /** Ten to a power: 10⁻⁵. */
  static String powerOfTen(int exponent) {
    return "10" + superscript(exponent);
  }

  private static String superscript(int exponent) {
    StringBuilder text = new StringBuilder(exponent < 0 ? "⁻" : "");
    Integer.toString(Math.abs(exponent))
        .chars()
        .forEach(c -> text.append(SUPERSCRIPTS.charAt(c - '0')));
    return text.toString();
  }
}
