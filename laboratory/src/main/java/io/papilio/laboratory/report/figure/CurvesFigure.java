package io.papilio.laboratory.report.figure;

import io.papilio.laboratory.report.chart.Axis;
import io.papilio.laboratory.report.chart.Legend;
import io.papilio.laboratory.report.chart.MarkupWriter;
import io.papilio.laboratory.report.chart.Palette;
import io.papilio.laboratory.report.chart.Panel;
import io.papilio.laboratory.report.chart.Point;
import io.papilio.laboratory.report.chart.Scale;
import io.papilio.laboratory.report.chart.ValueRange;
import java.util.ArrayList;
import java.util.List;

/**
 * Curves in panels side by side, over the same logarithmic x axis with a tick at every point.
 *
 * @param label what the figure shows, in one sentence
 */
public record CurvesFigure(String label, String xTitle, List<Plot> plots) {
  private static final double HEIGHT = 320;
  private static final double MARKER = 3;

  /** For the half of the last label that stands beyond its tick. */
  private static final double RIGHT = 24;

  /**
   * One panel. Curves of the same name have the same color in all panels.
   *
   * @param logarithmic whether the y axis is; else it begins at zero
   */
  public record Plot(String yTitle, boolean logarithmic, List<Curve> curves) {
    public Plot {
      curves = List.copyOf(curves);
    }
  }

  /** One curve, at least two points with x and y above zero. */
  public record Curve(String name, List<Point> points) {
    public Curve {
      points = List.copyOf(points);
    }
  }

  public CurvesFigure {
    plots = List.copyOf(plots);
  }

  /** The figure as its own SVG file. */
  public String toSvg() {
    MarkupWriter svg = new MarkupWriter();
    FigureFrame.openStandalone(svg, FigureFrame.WIDTH, HEIGHT, label);
    List<String> names =
        plots.stream().flatMap(p -> p.curves().stream()).map(Curve::name).distinct().toList();
    List<Legend.Entry> entries = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      entries.add(new Legend.Entry(names.get(i), Palette.style(i), Legend.Key.CURVE));
    }
    Legend legend = new Legend(entries);
    double right = FigureFrame.WIDTH - RIGHT;
    legend.draw(svg, FigureFrame.LEFT, right, 14);
    double top = 20 + legend.rows(FigureFrame.LEFT, right) * Legend.ROW;
    double width = FigureFrame.WIDTH / plots.size();
    for (int i = 0; i < plots.size(); i++) {
      draw(svg, plots.get(i), names, i * width, (i + 1) * width - RIGHT, top);
    }
    return svg.close().line().toString();
  }

  private void draw(
      MarkupWriter svg, Plot plot, List<String> names, double start, double right, double top) {
    double left = start + FigureFrame.LEFT;
    double bottom = HEIGHT - 48;
    List<Point> all = plot.curves().stream().flatMap(curve -> curve.points().stream()).toList();
    List<Double> ticks = all.stream().map(Point::x).distinct().sorted().toList();
    Scale scale = new Scale(ticks.get(0), ticks.get(ticks.size() - 1), left, right, true);
    ValueRange range = ValueRange.of(all.stream().map(Point::y).toList());
    Axis y =
        plot.logarithmic()
            ? Axis.logarithmic(range.low(), range.high(), bottom, top)
            : Axis.covering(0, range.high(), bottom, top, 5);
    Panel panel = new Panel(svg, new Axis(scale, ticks), y);
    panel.drawFrame(plot.yTitle(), start + FigureFrame.TITLE_X);
    panel.drawXAxis(true, xTitle);
    for (Curve curve : plot.curves()) {
      panel.drawCurve(curve.points(), Palette.style(names.indexOf(curve.name())), MARKER);
    }
  }
}
