package io.papilio.laboratory.report.page;

import io.papilio.artifacts.table.MetricsTable;
import io.papilio.artifacts.table.MetricsWriter;
import io.papilio.laboratory.report.chart.MarkupWriter;
import io.papilio.laboratory.report.figure.BoxFigure;
import io.papilio.laboratory.report.page.LineChart.Group;
import io.papilio.laboratory.report.page.LineChart.Line;
import io.papilio.laboratory.report.page.LineChart.Scale;
import io.papilio.laboratory.report.run.ExpertRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Learning curves of experts.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", Figure 5 (left).
 */
final class ExpertSection {
  private static final String TRAINING = MetricsWriter.TRAINING;

  private final List<ExpertRun> runs;
  private final LineCharts charts;
  private final MarkupWriter html;

  ExpertSection(List<ExpertRun> runs, LineCharts charts, MarkupWriter html) {
    this.runs = runs;
    this.charts = charts;
    this.html = html;
  }

  void write() {
    html.open("section", "aria-label", "Training of experts").line();
    charts.writeToolbar(Group.EXPERT);
    if (runs.size() == 1) {
      charts.writeWide(returns(runs.get(0)));
    } else {
      charts.writeGrid(runs.stream().map(ExpertSection::returns).toList());
    }
    String note =
        "Undiscounted returns. Training episodes sample their actions from the policy; evaluations"
            + " take its mean action on the same seeds, their mean and their lowest return.";
    html.element("p", note, "class", "note").line();
    writeBoxes();
    for (ExpertRun run : runs) {
      html.element("h2", runs.size() == 1 ? "Training" : run.label());
      charts.writeGrid(LineChart.withValues(training(run)));
    }
    html.close().line();
  }

  /** Figure 5 (right). */
  private void writeBoxes() {
    Map<String, List<Double>> boxes = new LinkedHashMap<>();
    for (ExpertRun run : runs) {
      run.lastEpisodes()
          .forEach(
              (name, returns) ->
                  boxes.put(runs.size() > 1 ? run.environment() + ", " + name : name, returns));
    }
    if (!boxes.isEmpty()) {
      html.element("h2", "Returns of the last evaluation").line();
      MapsSection.writeFigure(
          html, "One episode per initial state", "wide", List.of(BoxFigure.draw(boxes)));
      String note =
          "Box: quartiles and median; whiskers: farthest returns within 1.5 box lengths; crosses:"
              + " the others.";
      html.element("p", note, "class", "note").line();
    }
  }

  private static LineChart returns(ExpertRun run) {
    MetricsTable metrics = run.metrics();
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of("training episode", 7, metrics, TRAINING, "return"));
    for (String iterate : metrics.iterates()) {
      int style = lines.size() - 1;
      lines.add(Line.of(iterate + ", mean", style, metrics, iterate, "return"));
      lines.add(Line.of(iterate + ", lowest", style + 1, metrics, iterate, "min_return"));
    }
    String title = run.environment() + ": return of the policy";
    return LineChart.withValues(
            List.of(new LineChart(Group.EXPERT, title, "return", Scale.FROM_ZERO, false, lines)))
        .get(0);
  }

  private static List<LineChart> training(ExpertRun run) {
    MetricsTable metrics = run.metrics();
    List<Line> lengths = new ArrayList<>();
    for (String iterate : metrics.iterates()) {
      lengths.add(Line.of(iterate, lengths.size(), metrics, iterate, "length"));
    }
    return List.of(
        chart("Length of the evaluation's episodes", "time steps", Scale.FROM_ZERO, lengths),
        chart("Entropy of the actions", "nats", Scale.FREE, of(metrics, "entropy")),
        chart("Temperature α", "temperature", Scale.LOGARITHMIC, of(metrics, "temperature")),
        chart("Loss of the critics", "loss", Scale.LOGARITHMIC, of(metrics, "critic_loss")),
        chart("Loss of the actor", "loss", Scale.FREE, of(metrics, "actor_loss")));
  }

  private static LineChart chart(String title, String y, Scale scale, List<Line> lines) {
    return new LineChart(Group.EXPERT, title, y, scale, false, lines);
  }

  private static List<Line> of(MetricsTable metrics, String quantity) {
    return List.of(Line.of(quantity.replace('_', ' '), 0, metrics, TRAINING, quantity));
  }
}
