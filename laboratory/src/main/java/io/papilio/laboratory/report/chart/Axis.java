package io.papilio.laboratory.report.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * A scale with ticks at round numbers: 1, 2 or 5 times a power of ten.
 *
 * @param ticks increasing, all within the scale
 */
public record Axis(Scale scale, List<Double> ticks) {
  /** Against rounding when an end is itself a tick. */
  private static final double TOLERANCE = 1e-9;

  private static final int MOST_LOGARITHMIC_TICKS = 7;

  /** Room above the largest value, as a fraction of the range. */
  private static final double HEADROOM = 0.03;

  private static final double SMALLEST_PLAIN = 0.01;

  public Axis {
    ticks = List.copyOf(ticks);
  }

  /** An axis for counts, of exactly the given ends, with at most {@code count} + 1 ticks. */
  public static Axis ofCounts(double low, double high, double from, double to, int count) {
    RoundStep step = RoundStep.atLeast(Math.max((high - low) / count, 1));
    return new Axis(new Scale(low, high, from, to, false), step.multiples(low, high));
  }

  /**
   * An axis that begins at a tick and has a little room above, with at most {@code count} + 2;
   * wider than the values where these are all the same.
   */
  public static Axis covering(double low, double high, double from, double to, int count) {
    ValueRange range = new ValueRange(low, high).open();
    RoundStep step = RoundStep.atLeast(range.span() / count);
    double first = step.times(Math.floor(range.low() / step.value() + TOLERANCE));
    double last = range.high() + HEADROOM * range.span();
    return new Axis(new Scale(first, last, from, to, false), step.multiples(first, last));
  }

  /** A logarithmic axis that covers the values, which are > 0, and ends at ticks. */
  public static Axis logarithmic(double low, double high, double from, double to) {
    List<Double> fine = powersOfTen(low, high, 1, 2, 5);
    List<Double> ticks = fine.size() <= MOST_LOGARITHMIC_TICKS ? fine : powersOfTen(low, high, 1);
    double first = ticks.get(0);
    double last = ticks.get(ticks.size() - 1);
    return new Axis(new Scale(first, last, from, to, true), thinned(ticks));
  }

  /** The power of ten in which a linear axis of very small numbers counts; else 0. */
  public int exponent() {
    double size = Math.max(Math.abs(scale.low()), Math.abs(scale.high()));
    return scale.logarithmic() || size >= SMALLEST_PLAIN ? 0 : (int) Math.floor(Math.log10(size));
  }

  /** The text at each tick, in units of ten to the {@link #exponent()}. */
  public List<String> labels() {
    if (scale.logarithmic()) {
      boolean powers = ticks.stream().anyMatch(TickLabel::needsPower);
      return ticks.stream().map(t -> powers ? TickLabel.ofPower(t) : TickLabel.ofRatio(t)).toList();
    }
    double unit = Math.pow(10, exponent());
    double spacing = ticks.size() < 2 ? unit : ticks.get(1) - ticks.get(0);
    return ticks.stream().map(t -> TickLabel.of(t / unit, spacing / unit)).toList();
  }

  /** From the last that is not above {@code low} to the first that is not below {@code high}. */
  private static List<Double> powersOfTen(double low, double high, int... digits) {
    List<Double> all = new ArrayList<>();
    int lastDecade = (int) Math.ceil(Math.log10(high) + TOLERANCE);
    for (int decade = (int) Math.floor(Math.log10(low) - TOLERANCE);
        decade <= lastDecade;
        decade++) {
      for (int digit : digits) {
        all.add(RoundStep.of(digit, decade).value());
      }
    }
    double first = all.stream().filter(t -> t <= low).reduce(all.get(0), Math::max);
    double last = all.stream().filter(t -> t >= high).reduce(all.get(all.size() - 1), Math::min);
    return all.stream().filter(t -> t >= first && t <= last).toList();
  }

  private static List<Double> thinned(List<Double> decades) {
    int every = (decades.size() + MOST_LOGARITHMIC_TICKS - 1) / MOST_LOGARITHMIC_TICKS;
    List<Double> kept = new ArrayList<>();
    for (int i = 0; i < decades.size(); i += every) {
      kept.add(decades.get(i));
    }
    return kept;
  }
}
