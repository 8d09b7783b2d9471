package io.papilio.laboratory.report.figure;

import io.papilio.artifacts.table.MetricsTable;
import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.rollout.ReturnSummary;
import io.papilio.core.validation.Require;
import io.papilio.laboratory.report.chart.Axis;
import io.papilio.laboratory.report.chart.MarkupWriter;
import io.papilio.laboratory.report.chart.Palette;
import io.papilio.laboratory.report.chart.Panel;
import io.papilio.laboratory.report.chart.Point;
import io.papilio.laboratory.report.chart.ValueRange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The figure of an expert: on the left the learning curves of the policy and of its averages, on
 * the right the distribution of the expert's returns.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", Figure 5 (1,000 episodes).
 */
public final class ExpertFigure {
  private static final int BINS = 20;
  private static final double HEIGHT = 320;
  private static final double TOP = 34;
  private static final double BOTTOM = 272;

  private final List<String> iterates;
  private final List<List<Point>> curves;
  private final List<Double> returns;
  private final ReturnSummary summary;
  private final MarkupWriter svg = new MarkupWriter();

  private ExpertFigure(MetricsTable metrics, List<EpisodeStatistics> episodes) {
    this.iterates = metrics.iterates();
    this.curves = iterates.stream().map(iterate -> points(metrics, iterate)).toList();
    this.returns = episodes.stream().map(EpisodeStatistics::undiscountedReturn).toList();
    this.summary = ReturnSummary.of(episodes);
  }

  /**
   * Draws the figure as its own file.
   *
   * @param metrics the content of the training run's {@code metrics.csv}
   * @param name of that file, for messages
   * @param episodes of the trained expert
   * @throws io.papilio.core.validation.InvalidValueException when the metrics are not a training's
   */
  public static String draw(Path name, String metrics, List<EpisodeStatistics> episodes) {
    MetricsTable table = MetricsTable.parse(name, metrics);
    ExpertFigure figure = new ExpertFigure(table, episodes);
    boolean drawable = !figure.curves.isEmpty() && figure.curves.stream().noneMatch(List::isEmpty);
    Require.that(drawable, "" + name, "no returns", "an evaluation");
    return figure.draw();
  }

  private static List<Point> points(MetricsTable table, String iterate) {
    return table.series(iterate, "return").stream()
        .map(value -> new Point(value.step(), value.value()))
        .toList();
  }

  private String draw() {
    String label =
        String.format(
            Locale.ROOT,
            "Returns of %d episodes: %.0f ± %.0f, median %.0f",
            returns.size(),
            summary.mean(),
            summary.standardDeviation(),
            summary.median());
    FigureFrame.openStandalone(svg, FigureFrame.WIDTH, HEIGHT, label);
    double middle = FigureFrame.WIDTH / 2;
    drawCurve(FigureFrame.LEFT, middle - 20, FigureFrame.TITLE_X);
    drawDistribution(
        middle + FigureFrame.LEFT,
        FigureFrame.WIDTH - FigureFrame.RIGHT,
        middle + FigureFrame.TITLE_X,
        label);
    return svg.close().line().toString();
  }

  private void drawCurve(double left, double right, double titleX) {
    double last = curves.stream().flatMap(List::stream).mapToDouble(Point::x).max().orElse(1);
    Axis steps = Axis.ofCounts(0, Math.max(1, last), left, right, 4);
    List<Double> values = curves.stream().flatMap(List::stream).map(Point::y).toList();
    ValueRange range = ValueRange.of(values).with(0.0, summary.mean());
    Axis rewards = Axis.covering(range.low(), range.high(), BOTTOM, TOP, 6);
    Panel panel = new Panel(svg, steps, rewards);
    panel.drawFrame("return", titleX).drawXAxis(true, "environment steps");
    panel.drawLevel(summary.mean(), "expert");
    for (int i = 0; i < curves.size(); i++) {
      panel.drawCurve(curves.get(i), Palette.style(i), 2);
    }
    String names = iterates.size() > 1 ? ": " + String.join(", ", iterates) : "";
    title("learning curve" + names, (left + right) / 2);
  }

  private void drawDistribution(double left, double right, double titleX, String label) {
    ValueRange range = ValueRange.of(returns).open();
    Axis values = Axis.covering(range.low(), range.high(), left, right, 4);
    List<Double> edges = new ArrayList<>();
    double[] counts = new double[BINS];
    for (int i = 0; i <= BINS; i++) {
      edges.add(range.low() + range.span() * i / BINS);
    }
    for (double value : returns) {
      // The greatest value belongs to the last bin.
      counts[Math.min(BINS - 1, (int) ((value - range.low()) / range.span() * BINS))]++;
    }
    double most = Arrays.stream(counts).max().orElse(1);
    Panel panel = new Panel(svg, values, Axis.covering(0, most, BOTTOM, TOP, 5));
    panel.drawFrame("episodes", titleX).drawXAxis(true, "return");
    panel.drawBars(edges, Arrays.stream(counts).boxed().toList());
    title(label, (left + right) / 2);
  }

  private void title(String text, double middle) {
    svg.element("text", text, "class", "title", "x", middle, "y", TOP - 14).line();
  }
}
