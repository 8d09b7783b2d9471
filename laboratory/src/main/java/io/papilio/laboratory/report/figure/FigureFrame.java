package io.papilio.laboratory.report.figure;

import io.papilio.laboratory.report.chart.MarkupWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The element around a figure. */
public final class FigureFrame {
  /** Width of a figure for pages and papers, in pixels. */
  public static final double WIDTH = 860;

  /** Where the plotting area begins. */
  public static final double LEFT = 66;

  /** Room to the right of the plotting area. */
  public static final double RIGHT = 10;

  /** The middle of rotated axis titles. */
  public static final double TITLE_X = 14;

  private FigureFrame() {}

  /** Opens a figure that is its own file. */
  public static void openStandalone(MarkupWriter svg, double width, double height, String label) {
    String box = "0 0 " + MarkupWriter.number(width) + " " + MarkupWriter.number(height);
    svg.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        box,
        "width",
        width,
        "height",
        height,
        "role",
        "img",
        "aria-label",
        label);
    svg.line();
    svg.open("style").raw(resource("palette.css") + resource("figure.css")).close().line();
    svg.empty("rect", "class", "background", "width", width, "height", height).line();
  }

  /** The colors of series, as CSS. */
  public static String palette() {
    return resource("palette.css");
  }

  private static String resource(String name) {
    try (InputStream in = FigureFrame.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name + ": " + e.getMessage(), e);
    }
  }
}
