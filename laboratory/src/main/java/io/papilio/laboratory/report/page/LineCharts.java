package io.papilio.laboratory.report.page;

import io.papilio.laboratory.report.chart.MarkupWriter;
import java.util.ArrayList;
import java.util.List;

/** Places for charts on a page; its script draws them. */
public final class LineCharts {
  private final MarkupWriter html;
  private final List<LineChart> all = new ArrayList<>();

  public LineCharts(MarkupWriter html) {
    this.html = html;
  }

  /** All charts so far. */
  List<LineChart> all() {
    return all;
  }

  /** The buttons that zoom the charts of a group. */
  public void writeToolbar(LineChart.Group group) {
    html.open("div", "class", "toolbar", "role", "group", "data-group", group.name()).line();
    writeButton("in", "+", "Zoom in");
    writeButton("out", "−", "Zoom out");
    writeButton("left", "←", "Earlier steps");
    writeButton("right", "→", "Later steps");
    writeButton("all", "All steps", "Show all steps");
    html.element("span", "Drag across a chart, or pinch it, to zoom.", "class", "hint");
    html.close().line();
  }

  /** One chart over the whole width. */
  public void writeWide(LineChart chart) {
    html.open("div", "class", "runs one").line();
    writeChart(chart, "chart reward");
    html.close().line();
  }

  /** Charts side by side, where there is room. */
  public void writeGrid(List<LineChart> charts) {
    html.open("div", "class", "runs many").line();
    charts.forEach(chart -> writeChart(chart, "chart reward"));
    html.close().line();
  }

  private void writeChart(LineChart chart, String style) {
    html.open("figure", "class", "plot").line();
    html.element("h3", chart.title()).line();
    html.open(
        "div",
        "class",
        style,
        "role",
        "img",
        "aria-label",
        chart.title(),
        "data-chart",
        all.size());
    html.close().close().line();
    all.add(chart);
  }

  private void writeButton(String name, String text, String title) {
    html.element("button", text, "type", "button", "data-zoom", name, "title", title).line();
  }
}
