package io.papilio.laboratory.report.page;

import io.papilio.laboratory.report.chart.MarkupWriter;
import io.papilio.laboratory.report.chart.Palette;
import io.papilio.laboratory.report.curve.CurveStatistics;
import io.papilio.laboratory.report.run.LearningCurves;
import io.papilio.laboratory.report.run.ReportedRun;
import io.papilio.laboratory.report.run.Series;
import io.papilio.laboratory.report.summary.Numbers;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The statistics of every average of every run, a row each as in the paper's tables.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", B.1.2 and Figures 8 to 11.
 */
final class StatisticsTable {
  private static final List<Column> COLUMNS =
      List.of(
          Column.ofReward("j_max", "highest reward", CurveStatistics::best),
          Column.ofReward("j_final", "reward at the end", CurveStatistics::last),
          Column.ofLoss("l_min", "lowest cloning error", CurveStatistics::best),
          Column.ofLoss("l_final", "cloning error at the end", CurveStatistics::last),
          Column.ofReward("mu_mid", "mean reward from T/4 to 3T/4", s -> s.middle().mean()),
          Column.ofReward(
              "range_mid", "highest minus lowest reward from T/4 to 3T/4", s -> s.middle().range()),
          Column.ofReward(
              "t_early",
              "first evaluation within 5% of J_max, as a fraction of T",
              s -> s.times().early().orElse(Double.NaN)),
          Column.ofReward(
              "t_worse",
              "last evaluation after it that is not, as a fraction of T",
              s -> s.times().worse().orElse(Double.NaN)),
          Column.ofReward(
              "oscillation",
              "mean absolute difference between consecutive evaluations from T/2 to T",
              s -> s.secondHalf().oscillation()));

  private final List<ReportedRun> runs;
  private final MarkupWriter html;

  StatisticsTable(List<ReportedRun> runs, MarkupWriter html) {
    this.runs = runs;
    this.html = html;
  }

  private record Column(
      String symbol, String definition, boolean loss, ToDoubleFunction<CurveStatistics> value) {
    static Column ofReward(
        String symbol, String definition, ToDoubleFunction<CurveStatistics> value) {
      return new Column(symbol, definition, false, value);
    }

    static Column ofLoss(
        String symbol, String definition, ToDoubleFunction<CurveStatistics> value) {
      return new Column(symbol, definition, true, value);
    }

    String text(LearningCurves run, Series series) {
      return loss
          ? Numbers.significant(value.applyAsDouble(series.loss()), 3)
          : Numbers.fixed(value.applyAsDouble(run.reward(series)), 3);
    }
  }

  void write() {
    html.open("div", "class", "scroll").open("table", "class", "statistics").line();
    html.open("thead").open("tr").element("th", "", "scope", "col");
    for (Column column : COLUMNS) {
      html.open("th", "scope", "col", "title", column.definition());
      writeSymbol(column.symbol());
      html.close();
    }
    html.close().close().line();
    for (ReportedRun run : runs) {
      html.open("tbody").line();
      if (runs.size() > 1) {
        writeGroup(run.label());
      }
      for (int i = 0; i < run.curves().series().size(); i++) {
        writeRow(run.curves(), i);
      }
      html.close().line();
    }
    html.close().close().line();
    writeDefinitions();
  }

  private void writeGroup(String name) {
    html.open("tr", "class", "group");
    html.element("th", name, "scope", "rowgroup", "colspan", COLUMNS.size() + 1).close().line();
  }

  private void writeRow(LearningCurves run, int index) {
    Series series = run.series().get(index);
    html.open("tr").open("th", "scope", "row");
    html.open("span", "class", "swatch " + Palette.style(index)).close().text(series.name());
    html.close();
    COLUMNS.forEach(column -> writeNumber(column.text(run, series)));
    html.close().line();
  }

  private void writeDefinitions() {
    html.open("p", "class", "note")
        .text("Rewards are fractions of the expert's mean return, T is the number of steps. ");
    for (int i = 0; i < COLUMNS.size(); i++) {
      Column column = COLUMNS.get(i);
      boolean last = i == COLUMNS.size() - 1;
      writeSymbol(column.symbol());
      html.text(": ");
      Symbols.write(html, column.definition());
      html.text(last ? "." : "; ");
    }
    html.close().line();
  }

  private void writeSymbol(String symbol) {
    Symbols.writeStatistic(html, symbol);
  }

  private void writeNumber(String number) {
    html.element("td", number.equals(Numbers.ABSENT) ? "–" : number.replace("-", "−"));
  }
}
