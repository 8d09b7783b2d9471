package io.papilio.laboratory.report.chart;

import java.util.List;

/** A plotting area: one x axis, one y axis, and what is drawn between them. */
public final class Panel {
  private static final double TICK_LENGTH = 4;

  private final MarkupWriter svg;
  private final Axis x;
  private final Axis y;

  /** Draws into {@code svg}; the ends of the axes' scales are the edges of the area. */
  public Panel(MarkupWriter svg, Axis x, Axis y) {
    this.svg = svg;
    this.x = x;
    this.y = y;
  }

  /** Grid lines, tick labels on the left, and the title along the y axis. */
  public Panel drawFrame(String title, double titleX) {
    return drawGrid().drawYAxis(title, titleX);
  }

  /** A line across the area at every tick of the y axis. */
  public Panel drawGrid() {
    svg.open("g", "class", "frame").line();
    for (double tick : y.ticks()) {
      svg.empty("path", "class", "grid", "d", horizontal(y.scale().at(tick))).line();
    }
    svg.close().line();
    return this;
  }

  /** Tick labels on the left, and the title along the y axis. */
  public Panel drawYAxis(String title, double titleX) {
    svg.open("g", "class", "frame").line();
    List<String> labels = y.labels();
    for (int i = 0; i < labels.size(); i++) {
      double at = y.scale().at(y.ticks().get(i));
      label(labels.get(i), "tick-y", left() - 8, at + 4);
    }
    double middle = (y.scale().from() + y.scale().to()) / 2;
    String turn =
        "rotate(-90 " + MarkupWriter.number(titleX) + " " + MarkupWriter.number(middle) + ")";
    svg.element(
        "text", withUnit(title, y), "class", "title", "x", titleX, "y", middle, "transform", turn);
    svg.close().line();
    return this;
  }

  private static String withUnit(String title, Axis axis) {
    int exponent = axis.exponent();
    return exponent == 0 ? title : title + " [" + TickLabel.powerOfTen(exponent) + "]";
  }

  /** The x axis below the area; labels and title only where they are wanted. */
  public Panel drawXAxis(boolean labeled, String title) {
    double bottom = y.scale().from();
    svg.open("g", "class", "frame").line();
    svg.empty("path", "class", "axis", "d", horizontal(bottom)).line();
    List<String> labels = x.labels();
    for (int i = 0; i < labels.size(); i++) {
      double at = x.scale().at(x.ticks().get(i));
      svg.empty(
              "path",
              "class",
              "axis",
              "d",
              move(at, bottom) + "v" + MarkupWriter.number(TICK_LENGTH))
          .line();
      if (labeled) {
        label(labels.get(i), "tick-x", at, bottom + 18);
      }
    }
    if (labeled && !title.isEmpty()) {
      label(withUnit(title, x), "title", (left() + right()) / 2, bottom + 38);
    }
    svg.close().line();
    return this;
  }

  /** A straight line across the area. */
  public Panel drawLevel(double value, String style) {
    svg.empty("path", "class", style, "d", horizontal(y.scale().at(value))).line();
    return this;
  }

  /**
   * A line through finite neighbors, and one marker per point.
   *
   * @param markerRadius 0 marks only what the line does not show
   */
  public Panel drawCurve(List<Point> points, String style, double markerRadius) {
    StringBuilder path = new StringBuilder();
    boolean pen = false;
    for (Point point : points) {
      if (point.isFinite()) {
        String xy = MarkupWriter.number(px(point)) + " " + MarkupWriter.number(py(point));
        path.append(pen ? "L" : "M").append(xy);
      }
      pen = point.isFinite();
    }
    svg.open("g", "class", "curve " + style).line();
    if (!path.isEmpty()) {
      svg.empty("path", "class", "line", "stroke-width", Palette.lineWidth(style), "d", path)
          .line();
    }
    points.forEach(point -> drawMarker(point, markerRadius));
    svg.close().line();
    return this;
  }

  /** One marker per point, without a line. */
  public Panel drawMarkers(List<Point> points, String style, double radius) {
    svg.open("g", "class", "curve " + style).line();
    points.forEach(point -> drawMarker(point, radius));
    svg.close().line();
    return this;
  }

  /**
   * Small translucent dots, as one path of points without length; those that are not finite are
   * left out.
   *
   * @param shift where each dot stands beside its x, in pixels. Shape: as points
   */
  public Panel drawDots(List<Point> points, List<Double> shift, String style, double opacity) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      if (point.isFinite()) {
        double at = Math.min(Math.max(px(point) + shift.get(i), left()), right());
        path.append(move(at, py(point))).append("h0");
      }
    }
    if (!path.isEmpty()) {
      svg.empty("path", "class", "dots " + style, "stroke-opacity", opacity, "d", path).line();
    }
    return this;
  }

  /**
   * Bars from the foot of the panel, side by side.
   *
   * @param edges where bars meet, increasing. Shape: [heights.size() + 1]
   */
  public Panel drawBars(List<Double> edges, List<Double> heights) {
    svg.open("g").line();
    for (int i = 0; i < heights.size(); i++) {
      double left = x.scale().at(edges.get(i));
      double top = y.scale().at(heights.get(i));
      double width = Math.max(0, x.scale().at(edges.get(i + 1)) - left - 1);
      double height = y.scale().from() - top;
      svg.empty("rect", "class", "bar", "x", left, "y", top, "width", width, "height", height)
          .line();
    }
    svg.close().line();
    return this;
  }

  private void drawMarker(Point point, double radius) {
    double at = px(point);
    if (!point.isFinite()) {
      // A cross at the foot of the panel.
      String foot = move(at - 3, y.scale().from() - 7) + "l6 6m0 -6l-6 6";
      svg.empty("path", "class", "marker not-finite", "d", foot).line();
    } else if (y.scale().covers(point.y()) && radius == 0) {
      return;
    } else if (y.scale().covers(point.y())) {
      svg.empty("circle", "class", "marker", "cx", at, "cy", py(point), "r", radius).line();
    } else {
      // A triangle that points beyond the edge.
      double edge = py(point);
      double tip = edge == y.scale().to() ? -5 : 5;
      String triangle = move(at - 3.5, edge) + "h7l-3.5 " + MarkupWriter.number(tip) + "z";
      svg.empty("path", "class", "marker beyond", "d", triangle).line();
    }
  }

  private void label(String text, String style, double atX, double atY) {
    svg.element("text", text, "class", style, "x", atX, "y", atY).line();
  }

  private double px(Point point) {
    return x.scale().at(point.x());
  }

  private double py(Point point) {
    return y.scale().at(point.y());
  }

  private double left() {
    return x.scale().from();
  }

  private double right() {
    return x.scale().to();
  }

  private String horizontal(double at) {
    return move(left(), at) + "H" + MarkupWriter.number(right());
  }

  private static String move(double x, double y) {
    return "M" + MarkupWriter.number(x) + " " + MarkupWriter.number(y);
  }
}
