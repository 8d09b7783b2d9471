package io.papilio.laboratory.language;

import io.papilio.laboratory.report.chart.Axis;
import io.papilio.laboratory.report.chart.Legend;
import io.papilio.laboratory.report.chart.MarkupWriter;
import io.papilio.laboratory.report.chart.Palette;
import io.papilio.laboratory.report.chart.Panel;
import io.papilio.laboratory.report.chart.Point;
import io.papilio.laboratory.report.chart.ValueRange;
import io.papilio.laboratory.report.figure.FigureFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Curves over one pair of axes.
 *
 * @param markerRadius 0 for lines without markers
 * @param fromZero whether the y axis begins at zero
 */
record LineFigure(
    String xTitle, String yTitle, List<Curve> curves, double markerRadius, boolean fromZero) {
  private static final double HEIGHT = 320;
  private static final double X_AXIS = 48;
  private static final double MARGIN = 0.015;

  /** A named curve. */
  record Curve(String name, List<Point> points) {}

  /** The figure as its own file. */
  String svg(String label) {
    MarkupWriter svg = new MarkupWriter();
    FigureFrame.openStandalone(svg, FigureFrame.WIDTH, HEIGHT, label);
    double left = FigureFrame.LEFT;
    double right = FigureFrame.WIDTH - FigureFrame.RIGHT;
    List<Legend.Entry> entries = new ArrayList<>();
    for (int i = 0; i < curves.size(); i++) {
      entries.add(new Legend.Entry(curves.get(i).name(), Palette.style(i), Legend.Key.CURVE));
    }
    Legend legend = new Legend(entries);
    legend.draw(svg, left, right, 14);
    ValueRange x = ValueRange.of(points().map(Point::x).toList()).open();
    List<Double> values = points().map(Point::y).toList();
    ValueRange y = (fromZero ? ValueRange.of(values).with(0.0) : ValueRange.ofBulk(values)).open();
    double margin = MARGIN * x.span();
    double top = 14 + legend.rows(left, right) * Legend.ROW;
    Panel panel =
        new Panel(
            svg,
            new Axis(
                Axis.ofCounts(x.low() - margin, x.high() + margin, left, right, 8).scale(),
                Axis.covering(x.low(), x.high(), left, right, 8).ticks().stream()
                    .filter(tick -> tick >= x.low() && tick <= x.high())
                    .toList()),
            Axis.covering(y.low(), y.high(), HEIGHT - X_AXIS, top, 5));
    panel.drawFrame(yTitle, FigureFrame.TITLE_X).drawXAxis(true, xTitle);
    for (int i = 0; i < curves.size(); i++) {
      panel.drawCurve(curves.get(i).points(), Palette.style(i), markerRadius);
    }
    return svg.close().line().toString();
  }

  private Stream<Point> points() {
    return curves.stream().flatMap(curve -> curve.points().stream());
  }
}
