package io.papilio.laboratory.report.figure;

import io.papilio.laboratory.report.chart.Axis;
import io.papilio.laboratory.report.chart.MarkupWriter;
import io.papilio.laboratory.report.chart.Palette;
import io.papilio.laboratory.report.chart.Panel;
import io.papilio.laboratory.report.chart.Scale;
import io.papilio.laboratory.report.chart.ValueRange;
import java.util.List;
import java.util.Map;

/**
 * Box plots of returns: the median, the quartiles, whiskers to the farthest values within 1.5 times
 * the distance of the quartiles from them, and the others as crosses.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", Figure 5 (right).
 */
public final class BoxFigure {
  private static final double TOP = 14;
  private static final double BOTTOM = 260;
  private static final double HEIGHT = 300;
  private static final double PITCH = 120;
  private static final double HALF = 22;

  private BoxFigure() {}

  /** The figure as its own file; one box per name. */
  public static String draw(Map<String, List<Double>> returns) {
    MarkupWriter svg = new MarkupWriter();
    double right = FigureFrame.LEFT + PITCH * returns.size();
    String label = "Returns of the last evaluation: " + String.join(", ", returns.keySet());
    FigureFrame.openStandalone(svg, right + FigureFrame.RIGHT, HEIGHT, label);
    ValueRange range =
        ValueRange.of(returns.values().stream().flatMap(List::stream).toList()).with(0.0).open();
    Axis y = Axis.covering(range.low(), range.high(), BOTTOM, TOP, 6);
    Axis x = new Axis(new Scale(0, returns.size(), FigureFrame.LEFT, right, false), List.of());
    Panel panel = new Panel(svg, x, y);
    panel.drawFrame("return", FigureFrame.TITLE_X).drawXAxis(false, "");
    int index = 0;
    for (Map.Entry<String, List<Double>> entry : returns.entrySet()) {
      double middle = FigureFrame.LEFT + PITCH * (index + 0.5);
      svg.open("g", "class", Palette.style(index));
      drawBox(svg, entry.getValue().stream().sorted().toList(), middle, y.scale());
      svg.close();
      svg.element("text", entry.getKey(), "class", "title", "x", middle, "y", BOTTOM + 24).line();
      index++;
    }
    return svg.close().line().toString();
  }

  private static void drawBox(MarkupWriter svg, List<Double> sorted, double middle, Scale y) {
    double lower = quantile(sorted, 0.25);
    double upper = quantile(sorted, 0.75);
    double reach = 1.5 * (upper - lower);
    List<Double> inside =
        sorted.stream().filter(v -> v >= lower - reach && v <= upper + reach).toList();
    double low = inside.get(0);
    double high = inside.get(inside.size() - 1);
    String left = number(middle - HALF);
    String right = number(middle + HALF);
    path(
        svg,
        "M"
            + left
            + " "
            + number(y.at(lower))
            + "H"
            + right
            + "V"
            + number(y.at(upper))
            + "H"
            + left
            + "Z");
    path(svg, across(left, right, y.at(quantile(sorted, 0.5))));
    for (double[] whisker : new double[][] {{lower, low}, {upper, high}}) {
      path(
          svg,
          "M" + number(middle) + " " + number(y.at(whisker[0])) + "V" + number(y.at(whisker[1])));
      path(svg, across(number(middle - HALF / 2), number(middle + HALF / 2), y.at(whisker[1])));
    }
    for (double value : sorted) {
      if (value < low || value > high) {
        path(svg, "M" + number(middle - 4) + " " + number(y.at(value) - 4) + "l8 8m0 -8l-8 8");
      }
    }
  }

  private static String across(String left, String right, double at) {
    return "M" + left + " " + number(at) + "H" + right;
  }

  private static void path(MarkupWriter svg, String d) {
    svg.empty("path", "class", "line", "stroke-width", 1.5, "d", d).line();
  }

  private static double quantile(List<Double> sorted, double q) {
    double position = q * (sorted.size() - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.size() - 1);
    return sorted.get(below) + (position - below) * (sorted.get(above) - sorted.get(below));
  }

  private static String number(double value) {
    return MarkupWriter.number(value);
  }
}
