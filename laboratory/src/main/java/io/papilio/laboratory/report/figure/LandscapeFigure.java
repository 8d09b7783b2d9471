package io.papilio.laboratory.report.figure;

import io.papilio.laboratory.report.chart.Axis;
import io.papilio.laboratory.report.chart.HeatMap;
import io.papilio.laboratory.report.chart.MarkupWriter;
import io.papilio.laboratory.report.chart.Panel;
import io.papilio.laboratory.report.chart.Scale;
import io.papilio.laboratory.report.run.LandscapeTable;
import io.papilio.laboratory.report.summary.Numbers;
import java.util.List;

/**
 * Reward and cloning error around an iterate, side by side.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", Figures 1 (right), 6c and 13.
 */
public final class LandscapeFigure {
  private static final double MAP = 300;
  private static final double TOP = 34;
  private static final double HEIGHT = TOP + MAP + 70;
  private static final double PANEL = FigureFrame.WIDTH / 2;
  private static final String REWARD = "reward (expert = 1)";
  private static final String LOSS = "cloning error";

  private LandscapeFigure() {}

  /** The figure as its own file. */
  public static String draw(LandscapeTable landscape) {
    MarkupWriter svg = new MarkupWriter();
    String label = "Reward and cloning error around " + landscape.words();
    FigureFrame.openStandalone(svg, FigureFrame.WIDTH, HEIGHT, label);
    drawMap(svg, 0, REWARD, landscape.reward(), landscape.radius());
    drawMap(svg, PANEL, LOSS, landscape.loss(), landscape.radius());
    return svg.close().line().toString();
  }

  /** Its two maps as a file each, for pages of any width. */
  public static List<String> panels(LandscapeTable landscape) {
    return List.of(
        panel(landscape, REWARD, landscape.reward()), panel(landscape, LOSS, landscape.loss()));
  }

  private static String panel(
      LandscapeTable landscape, String title, LandscapeTable.Quantity quantity) {
    MarkupWriter svg = new MarkupWriter();
    FigureFrame.openStandalone(svg, PANEL, HEIGHT, title + " around " + landscape.words());
    drawMap(svg, 0, title, quantity, landscape.radius());
    return svg.close().line().toString();
  }

  private static void drawMap(
      MarkupWriter svg, double x, String title, LandscapeTable.Quantity quantity, int radius) {
    double left = x + FigureFrame.LEFT - 14;
    double right = left + MAP;
    double bottom = TOP + MAP;
    new HeatMap(quantity.values()).draw(svg, left, TOP, right, bottom);
    double edge = radius + 0.5;
    List<Double> ticks = List.of(-1.0 * radius, 0.0, 1.0 * radius);
    Axis across = new Axis(new Scale(-edge, edge, left, right, false), ticks);
    Axis up = new Axis(new Scale(-edge, edge, bottom, TOP, false), ticks);
    Panel panel = new Panel(svg, across, up);
    panel.drawYAxis("steps along direction 2", x + FigureFrame.TITLE_X);
    panel.drawXAxis(true, "steps along direction 1");
    double middle = (left + right) / 2;
    svg.element("text", title, "class", "title", "x", middle, "y", TOP - 14).line();
    if (Double.isFinite(quantity.lipschitz())) {
      String estimate =
          "Lipschitz constant at least " + Numbers.significant(quantity.lipschitz(), 2);
      svg.element("text", estimate, "class", "title", "x", middle, "y", bottom + 62).line();
    }
  }
}
