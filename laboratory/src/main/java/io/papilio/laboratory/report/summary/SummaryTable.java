package io.papilio.laboratory.report.summary;

import io.papilio.laboratory.report.curve.CurveStatistics;
import io.papilio.laboratory.report.run.LearningCurves;
import io.papilio.laboratory.report.run.Series;
import java.util.ArrayList;
import java.util.List;

/**
 * All averages of a run side by side, and the expert; the same numbers on the page and in the
 * terminal.
 *
 * @param names of the averages
 * @param rows in order of interest
 */
public record SummaryTable(List<String> names, List<Row> rows) {
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
              "mean absolute difference between consecutive evaluations",
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

  private static final int LABEL_WIDTH = 33;
  private static final int NUMBER_WIDTH = 11;

  public SummaryTable {
    names = List.copyOf(names);
    rows = List.copyOf(rows);
  }

  /**
   * One quantity, as text.
   *
   * @param label what it is
   * @param definition how it is computed, with the paper's symbol where there is one
   * @param values one per average
   */
  public record Row(String label, String definition, List<String> values, String expert) {
    public Row {
      values = List.copyOf(values);
    }
  }

  public static SummaryTable of(LearningCurves run) {
    List<CurveStatistics> rewards = run.series().stream().map(run::reward).toList();
    List<CurveStatistics> losses = run.series().stream().map(Series::loss).toList();
    List<Row> rows = new ArrayList<>();
    String noun = Headline.noun(run);
    REWARDS.forEach(quantity -> rows.add(quantity.named(noun).row(rewards)));
    LOSSES.forEach(quantity -> rows.add(quantity.row(losses)));
    rows.add(finalReturn(run));
    if (rewards.stream().anyMatch(statistics -> statistics.diverged() > 0)) {
      String what = "left out above, except at the end";
      List<String> counts = rewards.stream().map(statistics -> "" + statistics.diverged()).toList();
      rows.add(new Row(noun + "s that are not finite", what, counts, Numbers.ABSENT));
    }
    return new SummaryTable(run.names(), rows);
  }

  /** The table as lines, its header first; of at most 80 characters up to three averages. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(line("", names, "expert"));
    rows.forEach(row -> lines.add(line(row.label, row.values, row.expert)));
    return lines;
  }

  private String line(String label, List<String> values, String expert) {
    StringBuilder line = new StringBuilder(label);
    line.append(" ".repeat(Math.max(1, LABEL_WIDTH - label.length())));
    for (int i = 0; i < values.size(); i++) {
      // A space before the longest name, too.
      int width = Math.max(NUMBER_WIDTH, names.get(i).length() + 1);
      append(line, values.get(i), width);
    }
    return append(line, expert, NUMBER_WIDTH).toString();
  }

  private static StringBuilder append(StringBuilder line, String text, int width) {
    return line.append(" ".repeat(Math.max(1, width - text.length()))).append(text);
  }

  private static Row finalReturn(LearningCurves run) {
    return new Row(
        "final return",
        "undiscounted sum of rewards, mean over the evaluation seeds",
        run.series().stream().map(series -> significant(series.last().meanReturn())).toList(),
        significant(run.expertReturn()));
  }

  private static String significant(double value) {
    return Numbers.significant(value, 4);
  }
}
