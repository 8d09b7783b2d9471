package io.papilio.laboratory.report.summary;

import io.papilio.laboratory.report.curve.CurveStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One row of the summary before it has numbers.
 *
 * @param label what it is
 * @param definition how it is computed
 * @param expert its value for the expert, as text
 * @param decimals of a reward; 0 for a loss, which has significant digits instead
 * @param value how to read it off a curve's statistics
 */
public record Quantity(
    String label,
    String definition,
    String expert,
    int decimals,
    ToDoubleFunction<CurveStatistics> value) {
  private static final int DECIMALS = 3;

  /** A quantity in units of the expert's reward; {@code level} if the expert's own is 1. */
  public static Quantity ofReward(
      String label, String definition, boolean level, ToDoubleFunction<CurveStatistics> value) {
    String expert = level ? Numbers.fixed(1, DECIMALS) : Numbers.ABSENT;
    return new Quantity(label, definition, expert, DECIMALS, value);
  }

  /** A quantity in units of the cloning error. */
  public static Quantity ofLoss(
      String label, String definition, ToDoubleFunction<CurveStatistics> value) {
    return new Quantity(label, definition, Numbers.ABSENT, 0, value);
  }

  /** The same with {@code noun} in place of the word reward. */
  public Quantity named(String noun) {
    return new Quantity(label.replace("reward", noun), definition, expert, decimals, value);
  }

  /**
   * The row with its numbers.
   *
   * @param statistics one per series
   */
  SummaryTable.Row row(List<CurveStatistics> statistics) {
    return new SummaryTable.Row(
        label, definition, statistics.stream().map(this::text).toList(), expert);
  }

  private String text(CurveStatistics statistics) {
    double number = value.applyAsDouble(statistics);
    return decimals > 0 ? Numbers.fixed(number, decimals) : Numbers.significant(number, 4);
  }
}
