package io.papilio.laboratory.diagnosis;

import io.papilio.laboratory.report.chart.MarkupWriter;
import io.papilio.laboratory.report.chart.Palette;
import io.papilio.laboratory.report.page.LineChart;
import io.papilio.laboratory.report.page.LineCharts;
import io.papilio.laboratory.report.page.PageFrame;
import io.papilio.laboratory.report.run.EpisodePoint;
import io.papilio.laboratory.report.summary.Numbers;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The report of a diagnosis as one page that needs no network. */
public final class DiagnosisPage {
  private static final LineChart.Group CHECKPOINTS =
      new LineChart.Group("checkpoints", "checkpoint");

  private static final List<String> COLUMNS =
      List.of("last", "mean", "range", "oscillation", "best", "best overstated by");

  private static final String DEFINITIONS =
      "Mean returns over the same %d seeds; in small print their 95%% bootstrap intervals over the"
          + " choice of the seeds. last: of the last checkpoint; mean and range: over all"
          + " checkpoints; oscillation: mean absolute difference between neighbors; best: of the"
          + " best checkpoint; best overstated by: the return of the best one of a choice on half"
          + " of the seeds, minus its return on the other half.";

  private final Diagnosis diagnosis;
  private final List<Checkpoint> checkpoints;
  private final List<BigInteger> seeds;
  private final MarkupWriter html = new MarkupWriter();
  private final LineCharts charts = new LineCharts(html);

  /**
   * @param seeds of the episodes of each checkpoint
   */
  public DiagnosisPage(Diagnosis diagnosis, List<Checkpoint> checkpoints, List<BigInteger> seeds) {
    this.diagnosis = diagnosis;
    this.checkpoints = checkpoints;
    this.seeds = seeds;
  }

  /**
   * The page.
   *
   * @param environment id
   * @param deployed the file of the recommended average
   */
  public String html(String environment, Path deployed) {
    PageFrame frame = new PageFrame(html);
    return frame.write(
        "Checkpoints in " + environment, false, () -> write(frame, environment, deployed));
  }

  private void write(PageFrame frame, String environment, Path deployed) {
    CheckpointReturns raw = diagnosis.sequences().get(0);
    CheckpointReturns best = diagnosis.recommended();
    html.open("header").line();
    String what = checkpoints.size() + " checkpoints in " + environment;
    html.element("p", what, "class", "kicker").line();
    html.element("h1", headline(raw, best)).line();
    html.element("p", lead(raw, best, deployed), "class", "lead").line();
    html.close().line();
    html.open("section").line();
    charts.writeToolbar(CHECKPOINTS);
    charts.writeWide(returns());
    html.element("p", "Each dot is one episode.", "class", "note").close().line();
    writeTable();
    html.open("section").element("h2", "Checkpoints").line();
    html.open("ol").line();
    checkpoints.forEach(
        checkpoint -> html.element("li", "" + checkpoint.file().getFileName()).line());
    html.close().close().line();
    frame.writeData(charts);
  }

  private static String headline(CheckpointReturns raw, CheckpointReturns best) {
    String sentence =
        "From one checkpoint to the next, the return changes by "
            + number(raw.oscillation().value())
            + " on average";
    return best.name().equals(raw.name())
        ? sentence + "."
        : sentence + ", that of " + best.name() + " by " + number(best.oscillation().value()) + ".";
  }

  private static String lead(CheckpointReturns raw, CheckpointReturns best, Path deployed) {
    return "The best of the "
        + raw.returns().length
        + " checkpoints on half of the seeds returns "
        + number(raw.selectionBias())
        + " less on the other half. To deploy: "
        + best.name()
        + ", with a return of "
        + number(best.last().value())
        + " [95% interval: "
        + interval(best.last())
        + "], written to "
        + deployed
        + ".";
  }

  private LineChart returns() {
    List<LineChart.Line> lines = new ArrayList<>();
    for (CheckpointReturns sequence : diagnosis.sequences()) {
      Map<Long, Double> means = new LinkedHashMap<>();
      List<EpisodePoint> episodes = new ArrayList<>();
      for (int k = 0; k < checkpoints.size(); k++) {
        double[] returns = sequence.returns()[k];
        double sum = 0;
        for (int i = 0; i < returns.length; i++) {
          sum += returns[i];
          episodes.add(new EpisodePoint(k + 1L, seeds.get(i).longValue(), returns[i]));
        }
        means.put(k + 1L, sum / returns.length);
      }
      lines.add(new LineChart.Line(sequence.name(), lines.size(), means, episodes));
    }
    return new LineChart(
        CHECKPOINTS,
        "Mean return of the checkpoints, and of averages of the checkpoints up to each",
        "return",
        LineChart.Scale.FROM_ZERO,
        false,
        lines);
  }

  private void writeTable() {
    html.open("section").element("h2", "Statistics").line();
    html.open("div", "class", "scroll").open("table", "class", "statistics").line();
    html.open("thead").open("tr").element("th", "", "scope", "col");
    COLUMNS.forEach(column -> html.element("th", column, "scope", "col"));
    html.close().close().line();
    html.open("tbody").line();
    for (CheckpointReturns sequence : diagnosis.sequences()) {
      html.open("tr").open("th", "scope", "row");
      String style = Palette.style(diagnosis.sequences().indexOf(sequence));
      html.open("span", "class", "swatch " + style).close().text(sequence.name()).close();
      for (CheckpointReturns.Estimate estimate : sequence.estimates()) {
        html.open("td").text(number(estimate.value())).element("small", interval(estimate)).close();
      }
      html.element("td", number(sequence.selectionBias())).close().line();
    }
    html.close().close().close().line();
    html.element("p", DEFINITIONS.formatted(seeds.size()), "class", "note").close().line();
  }

  private static String interval(CheckpointReturns.Estimate estimate) {
    return number(estimate.interval().low()) + " to " + number(estimate.interval().high());
  }

  private static String number(double value) {
    return Numbers.fixed(value, 1).replace("-", "−");
  }
}
