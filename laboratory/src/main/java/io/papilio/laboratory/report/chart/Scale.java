package io.papilio.laboratory.report.chart;

import io.papilio.core.validation.Require;

/**
 * Maps values to coordinates, {@code low} to {@code from} and {@code high} to {@code to}.
 *
 * @param low the value at one end
 * @param high the value at the other, larger
 * @param from coordinate of {@code low}
 * @param to coordinate of {@code high}; smaller than {@code from} for an axis that points up
 * @param logarithmic whether equal ratios, not equal differences, are equally far apart
 */
public record Scale(double low, double high, double from, double to, boolean logarithmic) {
  public Scale {
    Require.finite(low, "low");
    Require.that(high > low && Double.isFinite(high), "high", high, "> " + low);
    Require.that(!logarithmic || low > 0, "low", low, "> 0 on a logarithmic scale");
  }

  /** The coordinate of a value; values beyond the ends lie at the ends. */
  public double at(double value) {
    double inside = Math.min(Math.max(value, low), high);
    return from + (to - from) * fraction(inside);
  }

  /** Whether the value lies between the ends. */
  public boolean covers(double value) {
    return value >= low && value <= high;
  }

  private double fraction(double value) {
    return logarithmic
        ? Math.log(value / low) / Math.log(high / low)
        : (value - low) / (high - low);
  }
}
