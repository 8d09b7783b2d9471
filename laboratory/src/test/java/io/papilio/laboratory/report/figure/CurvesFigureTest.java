package io.papilio.laboratory.report.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.papilio.laboratory.report.chart.Point;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class CurvesFigureTest {
  private static final CurvesFigure.Curve HOPPER =
      new CurvesFigure.Curve(
          "Hopper", List.of(new Point(1, 10), new Point(8, 50), new Point(64, 50)));

  @Test
  void panelsShareColorsAndTicksStandAtThePoints() throws Exception {
    var figure =
        new CurvesFigure(
            "Throughput",
            "environments",
            List.of(
                new CurvesFigure.Plot("steps/s", false, List.of(HOPPER)),
                new CurvesFigure.Plot("MB", true, List.of(HOPPER))));
    Document svg =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(figure.toSvg().getBytes(StandardCharsets.UTF_8)));
    assertEquals(1, count(svg, "text", "key"));
    assertEquals(1 + 2 * 3, count(svg, "circle", "marker"));
    assertEquals(2 * 3, count(svg, "text", "tick-x"));
    assertEquals(3, count(svg, "g", "curve s0"));
  }

  private static long count(Document svg, String element, String style) {
    NodeList nodes = svg.getElementsByTagName(element);
    long found = 0;
    for (int i = 0; i < nodes.getLength(); i++) {
      if (((Element) nodes.item(i)).getAttribute("class").equals(style)) {
        found++;
      }
    }
    return found;
  }
}
