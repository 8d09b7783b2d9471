package io.papilio.laboratory.report;

import io.papilio.laboratory.report.curve.CurveStatistics;
import java.util.ArrayList;
import java.util.List;

/**
 * Both iterates of a run side by side, and the expert; the same numbers on the page and in the
 * terminal.
 *
 * @param rows in order of interest
 */
public record SummaryTable(List<Row> rows) {
  private static final List<Quantity> REWARDS =
      List.of(
          Quantity.ofReward("final reward", "J_final", true, CurveStatistics::last),
          Quantity.ofReward("best reward", "J_max", true, CurveStatistics::best),
          Quantity.ofReward(
              "mean, second half", "steps from T/2 to T", true, s -> s.secondHalf().mean()),
          Quantity.ofReward(
              "standard deviation, second half",
              "of the evaluations around their mean",
              false,
              s -> s.secondHalf().standardDeviation()),
          Quantity.ofReward(
              "oscillation, second half",
              "mean absolute difference between neighbouring evaluations",
              false,
              s -> s.secondHalf().oscillation()),
          Quantity.ofReward(
              "mean, middle half", "μ_mid, steps from T/4 to 3T/4", true, s -> s.middle().mean()),
          Quantity.ofReward(
              "range, middle half",
              "range_mid, largest minus smallest",
              false,
              s -> s.middle().range()),
          Quantity.ofReward(
              "first within 5% of the best",
              "t_early, as a fraction of T", false, s -> s.times().early().orElse(Double.NaN)),
          Quantity.ofReward(
              "last fall out of that",
              "t_worse, as a fraction of T",
              false,
              s -> s.times().worse().orElse(Double.NaN)));

  private static final List<Quantity> LOSSES =
      List.of(
          Quantity.ofLoss(
              "final cloning error",
              "ℓ_final, on the demonstrations held out",
              CurveStatistics::last),
          Quantity.ofLoss("lowest cloning error", "ℓ_min", CurveStatistics::best));

  private static final int LABEL_WIDTH = 42;
  private static final int NUMBER_WIDTH = 11;

  public SummaryTable {
    rows = List.copyOf(rows);
  }

  /**
   * One quantity, as text.
   *
   * @param label what it is
   * @param definition how it is computed, with the paper's symbol where there is one
   */
  public record Row(String label, String definition, String raw, String ema, String expert) {}

  static SummaryTable of(LearningCurves run) {
    CurveStatistics raw = run.reward(Iterate.RAW);
    CurveStatistics ema = run.reward(Iterate.EMA);
    List<Row> rows = new ArrayList<>();
    String noun = Headline.noun(run);
    REWARDS.forEach(quantity -> rows.add(quantity.named(noun).row(raw, ema)));
    CurveStatistics rawLoss = run.loss(Iterate.RAW);
    CurveStatistics emaLoss = run.loss(Iterate.EMA);
    LOSSES.forEach(quantity -> rows.add(quantity.row(rawLoss, emaLoss)));
    rows.add(finalReturn(run));
    if (raw.diverged() + ema.diverged() > 0) {
      String what = "left out above, except at the end";
      rows.add(
          new Row(
              noun + "s that are not finite",
              what,
              "" + raw.diverged(),
              "" + ema.diverged(),
              Numbers.ABSENT));
    }
    return new SummaryTable(rows);
  }

  /** The table as lines of at most 80 characters, its header first. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(line("", "raw", "EMA", "expert"));
    rows.forEach(row -> lines.add(line(row.label, row.raw, row.ema, row.expert)));
    return lines;
  }

  private static String line(String label, String... numbers) {
    StringBuilder line = new StringBuilder(label);
    line.append(" ".repeat(Math.max(1, LABEL_WIDTH - label.length())));
    for (String number : numbers) {
      line.append(" ".repeat(Math.max(1, NUMBER_WIDTH - number.length()))).append(number);
    }
    return line.toString();
  }

  private static Row finalReturn(LearningCurves run) {
    List<CurvePoint> raw = run.of(Iterate.RAW);
    List<CurvePoint> ema = run.of(Iterate.EMA);
    return new Row(
        "final return",
        "undiscounted sum of rewards, mean over the evaluation seeds",
        significant(raw.get(raw.size() - 1).meanReturn()),
        significant(ema.get(ema.size() - 1).meanReturn()),
        significant(run.expertReturn()));
  }

  private static String significant(double value) {
    return Numbers.significant(value, 4);
  }
}
