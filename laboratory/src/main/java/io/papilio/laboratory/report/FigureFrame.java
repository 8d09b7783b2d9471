package io.papilio.laboratory.report;

import io.papilio.laboratory.report.chart.MarkupWriter;

/** The element around a figure. */
final class FigureFrame {
  private FigureFrame() {}

  /** What every figure looks like, as CSS. */
  static String style() {
    return Resource.text("figure.css");
  }

  /** Opens a figure in a page that has {@link #style()}. */
  static void open(MarkupWriter svg, double width, double height, String label) {
    String box = "0 0 " + MarkupWriter.number(width) + " " + MarkupWriter.number(height);
    svg.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "class",
        "papilio-figure",
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
  }

  /** Opens a figure that is its own file. */
  static void openStandalone(MarkupWriter svg, double width, double height, String label) {
    open(svg, width, height, label);
    svg.open("style").raw(style()).close().line();
    svg.empty("rect", "class", "paper", "width", width, "height", height).line();
  }
}
