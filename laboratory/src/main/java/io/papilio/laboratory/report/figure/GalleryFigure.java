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
import io.papilio.laboratory.report.run.ReportedRun;
import io.papilio.laboratory.report.run.Series;
import io.papilio.laboratory.report.summary.Headline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The rewards of several runs, a small panel each over the same y axis: those of the raw iterate
 * and of the first average.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", Figures 2, 3 and 9 to 11.
 */
final class GalleryFigure {
  private static final int COLUMNS = 3;
  private static final double HEIGHT = 120;
  private static final double TITLE = 24;
  private static final double X_AXIS = 22;
  private static final double FOOT = 30;
  private static final double GAP = 24;
  private static final double HALF_LABEL = 20;

  private static final double LINE = 15;

  /** Rough width of a title's letter. */
  private static final double LETTER = 6.8;

  private final List<ReportedRun> runs;
  private final MarkupWriter svg = new MarkupWriter();
  private final double width =
      (FigureFrame.WIDTH - FigureFrame.LEFT - HALF_LABEL - (COLUMNS - 1) * GAP) / COLUMNS;

  private GalleryFigure(List<ReportedRun> runs) {
    this.runs = runs;
  }

  /** The figure as its own file. */
  static String draw(List<ReportedRun> runs) {
    return new GalleryFigure(runs).draw();
  }

  private String draw() {
    int rows = (runs.size() + COLUMNS - 1) / COLUMNS;
    double title =
        TITLE + LINE * (runs.stream().mapToInt(r -> lines(r.label()).size()).max().orElse(1) - 1);
    double panel = title + HEIGHT + X_AXIS;
    double top = 24;
    String label =
        runs.stream().map(ReportedRun::label).collect(Collectors.joining("; ", "Rewards: ", ""));
    FigureFrame.openStandalone(svg, FigureFrame.WIDTH, top + rows * panel + FOOT, label);
    legend().draw(svg, FigureFrame.LEFT, FigureFrame.WIDTH, 14);
    ValueRange range =
        ValueRange.ofBulk(
            runs.stream()
                .flatMap(run -> shown(run.curves()))
                .flatMap(series -> series.points().stream())
                .map(CurvePoint::reward)
                .toList(),
            0.0,
            1.0);
    for (int i = 0; i < runs.size(); i++) {
      double bottom = top + i / COLUMNS * panel + title + HEIGHT;
      Axis y = Axis.covering(range.low(), range.high(), bottom, bottom - HEIGHT, 4);
      draw(i, y);
    }
    double middle = (FigureFrame.LEFT + FigureFrame.WIDTH) / 2;
    double foot = top + rows * panel + FOOT / 2;
    svg.element("text", "gradient steps", "class", "title", "x", middle, "y", foot).line();
    return svg.close().line().toString();
  }

  private void draw(int number, Axis y) {
    LearningCurves curves = runs.get(number).curves();
    int column = number % COLUMNS;
    double left = FigureFrame.LEFT + column * (width + GAP);
    Axis steps = Axis.ofCounts(0, Math.max(1, curves.lastStep()), left, left + width, 4);
    Panel panel = new Panel(svg, steps, y);
    panel.drawGrid();
    if (column == 0) {
      panel.drawYAxis(Headline.noun(curves), FigureFrame.TITLE_X);
    }
    panel.drawXAxis(true, "").drawLevel(1, "expert");
    double middle = left + width / 2;
    List<String> title = lines(runs.get(number).label());
    for (int i = 0; i < title.size(); i++) {
      double above = y.scale().to() - 6 - LINE * (title.size() - 1 - i);
      svg.element("text", title.get(i), "class", "title", "x", middle, "y", above).line();
    }
    List<Series> all = shown(curves).toList();
    for (int i = 0; i < all.size(); i++) {
      List<Point> points =
          all.get(i).points().stream().map(p -> new Point(p.step(), p.reward())).toList();
      panel.drawCurve(points, Palette.style(i), 0);
    }
  }

  /**
   * A label in as many lines as a panel's width asks for, broken after , and : or else anywhere.
   */
  private List<String> lines(String label) {
    int most = (int) (width / LETTER);
    List<String> lines = new ArrayList<>();
    List<String> parts =
        Arrays.stream(label.split("(?<=[,:]) "))
            .flatMap(part -> part.length() > most ? Stream.of(part.split(" ")) : Stream.of(part))
            .toList();
    for (String part : parts) {
      int last = lines.size() - 1;
      if (last >= 0 && lines.get(last).length() + 1 + part.length() <= most) {
        lines.set(last, lines.get(last) + " " + part);
      } else {
        lines.add(part.length() <= most ? part : part.substring(0, most - 1) + "…");
      }
    }
    return lines;
  }

  private Legend legend() {
    List<String> names =
        runs.stream()
            .map(run -> shown(run.curves()).map(Series::name).toList())
            .reduce(List.of(), (a, b) -> b.size() > a.size() ? b : a);
    return new Legend(
        Stream.concat(
                IntStream.range(0, names.size())
                    .mapToObj(
                        i -> new Legend.Entry(names.get(i), Palette.style(i), Legend.Key.STROKE)),
                Stream.of(new Legend.Entry("expert", "expert", Legend.Key.LINE)))
            .toList());
  }

  private static Stream<Series> shown(LearningCurves curves) {
    return Stream.of(Optional.of(curves.baseline()), curves.average()).flatMap(Optional::stream);
  }
}
