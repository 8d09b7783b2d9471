package io.papilio.laboratory.report.page;

import io.papilio.laboratory.report.chart.MarkupWriter;
import io.papilio.laboratory.report.figure.AttentionFigure;
import io.papilio.laboratory.report.figure.LandscapeFigure;
import io.papilio.laboratory.report.run.AttentionTable;
import io.papilio.laboratory.report.run.LandscapeTable;
import io.papilio.laboratory.report.run.ReportedRun;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Heat maps: landscapes around iterates, and attention weights of Transformers. */
final class MapsSection {
  private final List<ReportedRun> runs;
  private final MarkupWriter html;

  MapsSection(List<ReportedRun> runs, MarkupWriter html) {
    this.runs = runs;
    this.html = html;
  }

  void writeLandscapes() {
    if (runs.stream().allMatch(run -> run.landscapes().isEmpty())) {
      return;
    }
    html.open("section").element("h2", "Landscapes").line();
    for (ReportedRun run : runs) {
      for (LandscapeTable landscape : run.landscapes()) {
        String title = title(run, "around " + landscape.words());
        writeFigure(html, title, "maps", LandscapeFigure.panels(landscape));
      }
    }
    String note =
        "Reward and cloning error of the parameters around an iterate, on a lattice along two"
            + " directions; the iterate is in the middle. The Lipschitz constant with respect to"
            + " the parameters is estimated by the largest difference between neighbors, divided by"
            + " their Euclidean distance.";
    html.element("p", note, "class", "note").close().line();
  }

  void writeAttention() {
    if (runs.stream().allMatch(run -> run.attention().isEmpty())) {
      return;
    }
    html.open("section").element("h2", "Attention").line();
    for (ReportedRun run : runs) {
      for (AttentionTable table : run.attention()) {
        String title = title(run, table.name() + ", time step " + table.timeStep());
        writeFigure(html, title, "wide", List.of(AttentionFigure.draw(table)));
      }
    }
    String note =
        "How much each time step in the window of a Transformer attends to those before it, per"
            + " layer and head, in an episode in which it acts. Each row sums to 1.";
    html.element("p", note, "class", "note").close().line();
  }

  private String title(ReportedRun run, String name) {
    return runs.size() > 1 ? run.label() + ", " + name : name;
  }

  /**
   * Figures as images under one title.
   *
   * @param style wide ones scroll where there is no room, others shrink
   */
  static void writeFigure(MarkupWriter html, String title, String style, List<String> figures) {
    html.open("figure", "class", "map").element("h3", title).open("div", "class", style);
    for (String svg : figures) {
      String base64 = Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
      html.empty("img", "alt", title, "src", "data:image/svg+xml;base64," + base64);
    }
    html.close().close().line();
  }
}
