package io.papilio.laboratory.report.chart;

import java.util.List;
import java.util.stream.DoubleStream;

/** The values that an axis is to cover. */
public record ValueRange(double low, double high) {
  /** How many times wider than the bulk of the values a range may be. */
  private static final double MOST_STRETCH = 4;

  /** From the smallest to the largest finite value; 0 to 1 for none. */
  public static ValueRange of(List<Double> values) {
    double low = finite(values).min().orElse(0);
    double high = finite(values).max().orElse(1);
    return new ValueRange(low, high);
  }

  /**
   * The range of the values and the anchors; but where a few values lie so far out that the others
   * would be squeezed into a line, the range of the middle 96% and the anchors.
   */
  public static ValueRange ofBulk(List<Double> values, Double... anchors) {
    ValueRange all = of(values).with(anchors);
    List<Double> sorted = finite(values).sorted().boxed().toList();
    if (sorted.isEmpty()) {
      return all;
    }
    int cut = sorted.size() / 50;
    ValueRange bulk = of(sorted.subList(cut, sorted.size() - cut)).with(anchors);
    return all.span() > MOST_STRETCH * bulk.span() ? bulk : all;
  }

  public double span() {
    return high - low;
  }

  /** This range, widened where it has no width. */
  public ValueRange open() {
    double margin = low == 0 ? 0.5 : Math.abs(low) / 2;
    return span() > 0 ? this : new ValueRange(low - margin, high + margin);
  }

  /** This range, stretched so that it covers the anchors. */
  public ValueRange with(Double... anchors) {
    ValueRange range = this;
    for (double anchor : anchors) {
      range = new ValueRange(Math.min(range.low, anchor), Math.max(range.high, anchor));
    }
    return range;
  }

  private static DoubleStream finite(List<Double> values) {
    return values.stream().mapToDouble(v -> v).filter(Double::isFinite);
  }
}
