package io.papilio.laboratory.report.figure;

import io.papilio.laboratory.report.chart.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Some quantities over a common axis: lines of theory, and markers of what was measured. */
public final class Plot {
  private final String title;
  private final Label x;
  private final Label y;
  private final List<Series> series = new ArrayList<>();

  /** What an axis shows, and whether it is logarithmic. */
  public record Label(String text, boolean logarithmic) {
    public static Label linear(String text) {
      return new Label(text, false);
    }

    public static Label log(String text) {
      return new Label(text, true);
    }
  }

  /** How points are drawn. */
  public enum Mark {
    LINE,
    MARKERS,
    BOTH
  }

  /**
   * Points of one quantity.
   *
   * @param color index of the color
   */
  public record Series(String name, Mark mark, int color, List<Point> points) {
    public Series {
      points = List.copyOf(points);
    }
  }

  public Plot(String title, Label x, Label y) {
    this.title = title;
    this.x = x;
    this.y = y;
  }

  /** A line in the next color. */
  public Plot line(String name, List<Point> points) {
    series.add(new Series(name, Mark.LINE, colors(), points));
    return this;
  }

  /** Markers in the color of the line before. */
  public Plot measured(String name, List<Point> points) {
    series.add(new Series(name, Mark.MARKERS, Math.max(0, colors() - 1), points));
    return this;
  }

  /** A line with markers in the next color. */
  public Plot curve(String name, List<Point> points) {
    series.add(new Series(name, Mark.BOTH, colors(), points));
    return this;
  }

  /** Markers in the next color. */
  public Plot markers(String name, List<Point> points) {
    series.add(new Series(name, Mark.MARKERS, colors(), points));
    return this;
  }

  private int colors() {
    return series.stream().mapToInt(s -> s.color() + 1).max().orElse(0);
  }

  public String title() {
    return title;
  }

  public Label x() {
    return x;
  }

  public Label y() {
    return y;
  }

  public List<Series> series() {
    return List.copyOf(series);
  }

  /** A function at some places. */
  public static List<Point> points(double[] x, DoubleUnaryOperator f) {
    List<Point> points = new ArrayList<>();
    for (double at : x) {
      points.add(new Point(at, f.applyAsDouble(at)));
    }
    return points;
  }

  /** The values at 0, 1, 2, ... */
  public static List<Point> points(double[] values) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      points.add(new Point(i, values[i]));
    }
    return points;
  }

  /** Numbers from the first to the last, with equal ratios. */
  public static double[] ratios(double first, double last, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = first * Math.pow(last / first, (double) i / (count - 1));
    }
    return values;
  }

  /** Numbers from the first to the last, with equal differences. */
  public static double[] differences(double first, double last, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = first + (last - first) * i / (count - 1);
    }
    return values;
  }
}
