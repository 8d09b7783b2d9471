package io.papilio.laboratory.report.figure;

import io.papilio.laboratory.report.chart.Axis;
import io.papilio.laboratory.report.chart.Legend;
import io.papilio.laboratory.report.chart.MarkupWriter;
import io.papilio.laboratory.report.chart.Palette;
import io.papilio.laboratory.report.chart.Panel;
import io.papilio.laboratory.report.chart.Point;
import io.papilio.laboratory.report.chart.ValueRange;
import io.papilio.laboratory.report.run.CurvePoint;
import io.papilio.laboratory.report.run.LearningCurves;
import io.papilio.laboratory.report.summary.Headline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The reward of every evaluation against its cloning error; the expert is a star at error 0 and
 * reward 1.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", Figure 6b.
 */
final class ScatterFigure {
  private static final double WIDTH = 560;
  private static final double HEIGHT = 420;
  private static final double OPACITY = 0.5;

  private ScatterFigure() {}

  /** The figure as its own file. */
  static String draw(LearningCurves run) {
    MarkupWriter svg = new MarkupWriter();
    String label = "Reward against cloning error, one point per evaluation";
    FigureFrame.openStandalone(svg, WIDTH, HEIGHT, label);
    double left = FigureFrame.LEFT;
    double right = WIDTH - FigureFrame.RIGHT;
    List<Legend.Entry> entries = new ArrayList<>();
    for (int i = 0; i < run.series().size(); i++) {
      entries.add(new Legend.Entry(run.series().get(i).name(), Palette.style(i), Legend.Key.DOT));
    }
    Legend legend = new Legend(entries);
    legend.draw(svg, left, right, 14);
    ValueRange errors = ValueRange.ofBulk(values(run, CurvePoint::validationLoss), 0.0);
    ValueRange rewards = ValueRange.ofBulk(values(run, CurvePoint::reward), 0.0, 1.0);
    double bottom = HEIGHT - 48;
    double top = 14 + legend.rows(left, right) * Legend.ROW;
    Axis x = Axis.covering(errors.low(), errors.high(), left, right, 6);
    Axis y = Axis.covering(rewards.low(), rewards.high(), bottom, top, 6);
    Panel panel = new Panel(svg, x, y);
    panel.drawFrame(Headline.noun(run) + " (expert = 1)", FigureFrame.TITLE_X);
    panel.drawXAxis(true, "cloning error");
    for (int i = 0; i < run.series().size(); i++) {
      List<Point> points =
          run.series().get(i).points().stream()
              .filter(p -> x.scale().covers(p.validationLoss()) && y.scale().covers(p.reward()))
              .map(p -> new Point(p.validationLoss(), p.reward()))
              .toList();
      List<Double> shift = Collections.nCopies(points.size(), 0.0);
      panel.drawDots(points, shift, Palette.style(i), OPACITY);
    }
    svg.element("text", "★", "class", "star", "x", x.scale().at(0), "y", y.scale().at(1) + 8);
    return svg.close().line().toString();
  }

  private static List<Double> values(LearningCurves run, ToDoubleFunction<CurvePoint> value) {
    return run.series().stream()
        .flatMap(series -> series.points().stream())
        .map(value::applyAsDouble)
        .toList();
  }
}
