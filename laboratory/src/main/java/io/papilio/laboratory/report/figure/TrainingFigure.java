package io.papilio.laboratory.report.figure;

import io.papilio.laboratory.report.chart.Axis;
import io.papilio.laboratory.report.chart.Legend;
import io.papilio.laboratory.report.chart.MarkupWriter;
import io.papilio.laboratory.report.chart.Palette;
import io.papilio.laboratory.report.chart.Panel;
import io.papilio.laboratory.report.chart.Point;
import io.papilio.laboratory.report.chart.ValueRange;
import io.papilio.laboratory.report.curve.Goal;
import io.papilio.laboratory.report.run.CurvePoint;
import io.papilio.laboratory.report.run.LearningCurves;
import io.papilio.laboratory.report.summary.Headline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The learning curves of a run: rewards above, cloning errors below, over the same steps.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", Figure 1 (left) and Figure 22.
 */
final class TrainingFigure {
  private static final double RIGHT = FigureFrame.WIDTH - FigureFrame.RIGHT;
  private static final double REWARD_HEIGHT = 310;
  private static final double LOSS_HEIGHT = 130;
  private static final double PANEL_GAP = 22;
  private static final double X_AXIS_HEIGHT = 48;

  /** Mean distance in pixels between two evaluations that have markers. */
  private static final double CLOSEST_MARKERS = 1.5;

  /** About how many ticks the axis of steps has. */
  private static final int STEPS = 10;

  /** Logarithmic where the largest value is so many times the smallest. */
  private static final double LOGARITHMIC_RATIO = 8;

  private final LearningCurves run;
  private final MarkupWriter svg = new MarkupWriter();

  private TrainingFigure(LearningCurves run) {
    this.run = run;
  }

  /** The figure as its own file. */
  static String draw(LearningCurves run) {
    return new TrainingFigure(run).draw();
  }

  private String draw() {
    Legend legend = legend();
    double top = 14 + legend.rows(FigureFrame.LEFT, RIGHT) * Legend.ROW;
    double rewardBottom = top + REWARD_HEIGHT;
    double lossTop = rewardBottom + PANEL_GAP;
    double lossBottom = lossTop + LOSS_HEIGHT;
    double height = lossBottom + X_AXIS_HEIGHT;
    String label = Headline.ending(run) + " " + Headline.oscillation(run);
    FigureFrame.openStandalone(svg, FigureFrame.WIDTH, height, label);
    legend.draw(svg, FigureFrame.LEFT, RIGHT, 14);
    Axis steps = steps();
    drawRewards(steps, top, rewardBottom);
    drawLosses(steps, lossTop, lossBottom);
    return svg.close().line().toString();
  }

  private Legend legend() {
    List<Legend.Entry> entries = new ArrayList<>();
    for (int i = 0; i < run.series().size(); i++) {
      entries.add(new Legend.Entry(run.series().get(i).name(), Palette.style(i), Legend.Key.CURVE));
    }
    entries.add(new Legend.Entry("expert", "expert", Legend.Key.LINE));
    if (!run.baseline().episodes().isEmpty()) {
      entries.add(new Legend.Entry("one episode", Palette.style(0), Legend.Key.DOT));
    }
    return new Legend(entries);
  }

  private Axis steps() {
    double last = Math.max(1, run.lastStep());
    double first = run.steps().get(0);
    // A stretch of the training, and not its beginning.
    double from = 2 * first > last && last > first ? first : 0;
    double margin = 0.015 * (last - from);
    return Axis.ofCounts(from - margin, last + margin, FigureFrame.LEFT, RIGHT, STEPS);
  }

  private void drawRewards(Axis steps, double top, double bottom) {
    List<EpisodeDots> dots =
        IntStream.range(0, run.series().size())
            .mapToObj(i -> new EpisodeDots(run, i, run.series().size()))
            .toList();
    List<Double> values = new ArrayList<>(values(CurvePoint::reward));
    dots.forEach(d -> values.addAll(d.rewards()));
    boolean costs = run.goal() == Goal.LOWER;
    Axis rewards = costs ? ratioAxis(values, bottom, top, 1.0) : rewardAxis(values, bottom, top);
    Panel panel = new Panel(svg, steps, rewards);
    panel.drawFrame(Headline.noun(run) + " (expert = 1)", FigureFrame.TITLE_X);
    panel.drawXAxis(false, "").drawLevel(1, "expert");
    dots.forEach(d -> d.draw(panel, steps.scale()));
    drawCurves(panel, CurvePoint::reward, radius(steps, 0.3, 0.9, 3));
  }

  private void drawLosses(Axis steps, double top, double bottom) {
    Axis losses = ratioAxis(values(CurvePoint::validationLoss), bottom, top);
    Panel panel = new Panel(svg, steps, losses);
    panel.drawFrame("cloning error", FigureFrame.TITLE_X);
    panel.drawXAxis(true, "gradient steps");
    drawCurves(panel, CurvePoint::validationLoss, radius(steps, 0.2, 0.7, 1.8));
  }

  private void drawCurves(Panel panel, ToDoubleFunction<CurvePoint> value, double radius) {
    for (int i = 0; i < run.series().size(); i++) {
      List<Point> points =
          run.series().get(i).points().stream()
              .map(p -> new Point(p.step(), value.applyAsDouble(p)))
              .toList();
      panel.drawCurve(points, Palette.style(i), radius);
    }
  }

  /** The values of all series. */
  private List<Double> values(ToDoubleFunction<CurvePoint> value) {
    return run.series().stream()
        .flatMap(series -> series.points().stream())
        .map(value::applyAsDouble)
        .toList();
  }

  /** The radius of markers; 0 for none, where they would hide the line. */
  private double radius(Axis steps, double share, double least, double most) {
    double spacing = (steps.scale().to() - steps.scale().from()) / run.steps().size();
    return spacing < CLOSEST_MARKERS ? 0 : Math.min(most, Math.max(least, share * spacing));
  }

  /** An axis with nothing and the expert on it. */
  private static Axis rewardAxis(List<Double> values, double from, double to) {
    ValueRange range = ValueRange.ofBulk(values, 0.0, 1.0);
    return Axis.covering(range.low(), range.high(), from, to, 6);
  }

  /** An axis for quantities above zero, logarithmic where they differ by much. */
  private static Axis ratioAxis(List<Double> values, double from, double to, Double... anchors) {
    ValueRange all = ValueRange.of(values).with(anchors);
    if (all.low() > 0 && all.high() >= LOGARITHMIC_RATIO * all.low()) {
      return Axis.logarithmic(all.low(), all.high(), from, to);
    }
    ValueRange open = ValueRange.ofBulk(values, anchors).open();
    // From zero, unless that would press the curve flat.
    double low = open.low() > 0.8 * open.high() ? open.low() : Math.min(0, open.low());
    return Axis.covering(low, open.high(), from, to, 4);
  }
}
