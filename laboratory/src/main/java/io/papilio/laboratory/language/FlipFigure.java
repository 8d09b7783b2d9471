package io.papilio.laboratory.language;

import io.papilio.laboratory.report.chart.Axis;
import io.papilio.laboratory.report.chart.MarkupWriter;
import io.papilio.laboratory.report.chart.Palette;
import io.papilio.laboratory.report.chart.Panel;
import io.papilio.laboratory.report.figure.FigureFrame;
import java.util.List;
import java.util.Locale;

/**
 * When the completion of which prompt changed in a window: iterates from left to right, a row for
 * each prompt, an area for each average.
 */
record FlipFigure(WindowResults window, int prompts) {
  private static final double ROW = 4;
  private static final double TOP = 34;
  private static final double GAP = 40;
  private static final double X_AXIS = 48;

  /** Most rows of an area. */
  private static final int MOST_ROWS = 64;

  /** The figure as its own file. */
  String svg() {
    int rows = Math.min(MOST_ROWS, prompts);
    double height = TOP + rows * ROW + X_AXIS;
    MarkupWriter svg = new MarkupWriter();
    String label = "Completions that changed, " + window.title();
    FigureFrame.openStandalone(svg, FigureFrame.WIDTH, height, label);
    int areas = window.iterates().size();
    double width = (FigureFrame.WIDTH - FigureFrame.LEFT - FigureFrame.RIGHT + GAP) / areas;
    for (int i = 0; i < areas; i++) {
      double left = FigureFrame.LEFT + i * width;
      double right = left + width - GAP;
      WindowResults.Iterate iterate = window.iterates().get(i);
      double cost = 100 * iterate.meanCost();
      String title = String.format(Locale.ROOT, "%s: %.1f %% change", iterate.name(), cost);
      svg.element("text", title, "class", "title", "x", (left + right) / 2, "y", 20.0).line();
      draw(svg, iterate, Palette.style(i), rows, left, right);
    }
    return svg.close().line().toString();
  }

  private void draw(
      MarkupWriter svg,
      WindowResults.Iterate iterate,
      String style,
      int rows,
      double left,
      double right) {
    Axis x = Axis.ofCounts(window.start() + 0.5, window.end() + 0.5, left, right, 4);
    Axis y = new Axis(Axis.ofCounts(0, rows, TOP + rows * ROW, TOP, 1).scale(), List.of());
    new Panel(svg, x, y).drawXAxis(true, "iterate");
    StringBuilder path = new StringBuilder();
    double cell = (right - left) / Math.max(1, window.end() - window.start());
    for (Completion completion : iterate.completions()) {
      // Evenly chosen prompts, so that short and long ones are there.
      int row = (int) ((long) completion.prompt() * rows / prompts);
      boolean shown = (long) row * prompts / rows == completion.prompt();
      if (shown && completion.divergence() != Completion.BEGIN) {
        double at = x.scale().at((double) completion.step()) - cell / 2;
        path.append("M")
            .append(MarkupWriter.number(at))
            .append(" ")
            .append(MarkupWriter.number(TOP + (row + 0.5) * ROW))
            .append("h")
            .append(MarkupWriter.number(cell));
      }
    }
    svg.open("g", "class", "curve " + style);
    svg.empty(
        "path", "class", "line", "stroke-width", ROW - 1, "stroke-linecap", "butt", "d", path);
    svg.close().line();
  }
}
