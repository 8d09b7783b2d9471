package io.papilio.laboratory.report.chart;

/** A value at a place; y may be infinite or NaN, and is then marked as such. */
public record Point(double x, double y) {
  boolean isFinite() {
    return Double.isFinite(y);
  }
}
