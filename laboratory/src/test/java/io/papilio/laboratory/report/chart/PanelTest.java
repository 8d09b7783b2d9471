package io.papilio.laboratory.report.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class PanelTest {
  private final MarkupWriter svg = new MarkupWriter();
  private final Panel panel =
      new Panel(
          svg,
          new Axis(new Scale(0, 10, 0, 100, false), List.of(0.0, 10.0)),
          new Axis(new Scale(0, 1, 50, 0, false), List.of(0.0, 1.0)));

  @Test
  void aValueThatIsNotFiniteBreaksTheLine() {
    panel.drawCurve(
        List.of(
            new Point(0, 0),
            new Point(1, 1),
            new Point(2, Double.NaN),
            new Point(3, 1),
            new Point(4, 0)),
        "raw",
        2);
    assertTrue(svg.toString().contains("d=\"M0 50L10 0M30 0L40 50\""), svg.toString());
    assertEquals(4, count("<circle"));
    assertEquals(1, count("not-finite"));
  }

  @Test
  void aValueBeyondTheAxisIsATriangleAtTheEdge() {
    panel.drawCurve(List.of(new Point(0, 0.5), new Point(1, 9), new Point(2, -9)), "raw", 2);
    assertEquals(1, count("<circle"));
    assertTrue(svg.toString().contains("d=\"M6.5 0h7l-3.5 -5z\""), "upwards at the top");
    assertTrue(svg.toString().contains("d=\"M16.5 50h7l-3.5 5z\""), "downwards at the bottom");
  }

  @Test
  void dotsStayWithinThePanel() {
    panel.drawDots(
        List.of(new Point(0, 0.5), new Point(10, 0.5), new Point(5, Double.NaN)),
        List.of(-8.0, 8.0, 0.0),
        "raw",
        0.3);
    assertTrue(svg.toString().contains("d=\"M0 25h0M100 25h0\""), svg.toString());
  }

  @Test
  void everyTickHasAGridLineAndALabel() {
    panel.drawFrame("reward", 5).drawXAxis(true, "steps");
    assertEquals(2, count("\"grid\""));
    assertEquals(2, count("tick-y"));
    assertEquals(2, count("tick-x"));
    assertEquals(2, count("\"title\""));
  }

  @Test
  void axesOfSmallNumbersNameTheirUnit() {
    Axis small = Axis.covering(0, 0.005, 0, 100, 5);
    new Panel(svg, small, Axis.covering(0, 1, 50, 0, 5)).drawXAxis(true, "cloning error");
    assertTrue(svg.toString().contains(">cloning error [10⁻³]<"), svg.toString());
  }

  private int count(String part) {
    return svg.toString().split(part, -1).length - 1;
  }
}
