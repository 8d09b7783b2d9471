package io.papilio.laboratory.report.figure;

import io.papilio.laboratory.report.chart.Axis;
import io.papilio.laboratory.report.chart.Legend;
import io.papilio.laboratory.report.chart.MarkupWriter;
import io.papilio.laboratory.report.chart.Palette;
import io.papilio.laboratory.report.chart.Panel;
import io.papilio.laboratory.report.chart.Point;
import io.papilio.laboratory.report.chart.ValueRange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Draws plots. */
public final class PlotFigure {
  private static final double WIDTH = 640;
  private static final double PANEL = 300;
  private static final double FOOT = 48;

  /** Half the label of a tick at the end, such as 0.0002. */
  private static final double END = 22;

  private static final double RADIUS = 3;
  private static final int TICKS = 6;

  private PlotFigure() {}

  /** The figure as its own SVG file; points that a logarithmic axis cannot show are left out. */
  public static String draw(Plot plot) {
    MarkupWriter svg = new MarkupWriter();
    double left = FigureFrame.LEFT;
    double right = WIDTH - END;
    Legend legend = legend(plot);
    double top = 14 + legend.rows(left, right) * Legend.ROW;
    double bottom = top + PANEL;
    FigureFrame.openStandalone(svg, WIDTH, bottom + FOOT, plot.title());
    legend.draw(svg, left, right, 14);
    Axis x = axis(plot, plot.x(), Point::x, left, right);
    Axis y = axis(plot, plot.y(), Point::y, bottom, top);
    Panel panel = new Panel(svg, x, y);
    panel.drawFrame(plot.y().text(), FigureFrame.TITLE_X);
    panel.drawXAxis(true, plot.x().text());
    for (Plot.Series series : plot.series()) {
      String style = Palette.style(series.color());
      List<Point> points = shown(plot, series);
      if (series.mark() == Plot.Mark.MARKERS) {
        panel.drawMarkers(points, style, RADIUS);
      } else {
        panel.drawCurve(points, style, series.mark() == Plot.Mark.BOTH ? RADIUS : 0);
      }
    }
    return svg.close().line().toString();
  }

  private static Legend legend(Plot plot) {
    List<Legend.Entry> entries = new ArrayList<>();
    for (Plot.Series series : plot.series()) {
      Legend.Key key =
          switch (series.mark()) {
            case LINE -> Legend.Key.STROKE;
            case MARKERS -> Legend.Key.MARKER;
            case BOTH -> Legend.Key.CURVE;
          };
      entries.add(new Legend.Entry(series.name(), Palette.style(series.color()), key));
    }
    return new Legend(entries);
  }

  private static Axis axis(
      Plot plot, Plot.Label label, ToDoubleFunction<Point> value, double from, double to) {
    List<Double> values =
        plot.series().stream()
            .flatMap(series -> shown(plot, series).stream())
            .map(value::applyAsDouble)
            .toList();
    ValueRange range = ValueRange.of(values).open();
    return label.logarithmic()
        ? Axis.logarithmic(range.low(), range.high(), from, to)
        : Axis.covering(range.low(), range.high(), from, to, TICKS);
  }

  private static List<Point> shown(Plot plot, Plot.Series series) {
    return series.points().stream()
        .filter(p -> Double.isFinite(p.x()) && Double.isFinite(p.y()))
        .filter(p -> !plot.x().logarithmic() || p.x() > 0)
        .filter(p -> !plot.y().logarithmic() || p.y() > 0)
        .toList();
  }
}
