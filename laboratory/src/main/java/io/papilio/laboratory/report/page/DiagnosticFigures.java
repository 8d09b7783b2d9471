package io.papilio.laboratory.report.page;

import io.papilio.laboratory.report.chart.Point;
import io.papilio.laboratory.report.figure.Plot;
import io.papilio.laboratory.report.figure.PlotFigure;
import io.papilio.laboratory.report.figure.RunFigures;
import io.papilio.laboratory.report.page.LineChart.Line;
import io.papilio.laboratory.report.page.LineChart.Scale;
import io.papilio.laboratory.report.run.ReportedRun;
import java.util.List;

/** What a cloning run measures besides reward and cloning error, as figures in its directory. */
public final class DiagnosticFigures {
  private DiagnosticFigures() {}

  /** Writes a figure of each chart as SVG and as PNG, named as in {@code docs/metrics.md}. */
  public static void write(ReportedRun run) {
    DiagnosticCharts.byFile(run)
        .forEach(
            (name, chart) ->
                RunFigures.write(
                    run.description().directory(), name, PlotFigure.draw(plot(chart))));
  }

  private static Plot plot(LineChart chart) {
    boolean logarithmic =
        chart.scale() == Scale.LOGARITHMIC
            && chart.lines().stream()
                .flatMap(line -> line.values().values().stream())
                .anyMatch(value -> value > 0);
    Plot plot =
        new Plot(
            chart.title(),
            Plot.Label.linear(chart.group().step()),
            new Plot.Label(chart.y(), logarithmic));
    chart.lines().forEach(line -> plot.line(line.name(), points(line)));
    return plot;
  }

  private static List<Point> points(Line line) {
    return line.values().entrySet().stream()
        .map(value -> new Point(value.getKey(), value.getValue()))
        .toList();
  }
}
