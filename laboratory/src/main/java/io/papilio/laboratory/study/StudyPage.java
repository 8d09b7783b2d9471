package io.papilio.laboratory.study;

import io.papilio.laboratory.report.chart.MarkupWriter;
import io.papilio.laboratory.report.figure.Plot;
import io.papilio.laboratory.report.figure.PlotFigure;
import io.papilio.laboratory.report.page.PageFrame;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The report of studies, claim by claim. */
final class StudyPage {
  private static final List<String> COLUMNS =
      List.of("statement", "source", "expected", "measured", "verdict");

  private final StudyGroup group;
  private final Map<Study, Findings> found;
  private final MarkupWriter html;

  private StudyPage(StudyGroup group, Map<Study, Findings> found, MarkupWriter html) {
    this.group = group;
    this.found = found;
    this.html = html;
  }

  static String html(StudyGroup group, Map<Study, Findings> found) {
    return PageFrame.html(group.title(), html -> new StudyPage(group, found, html).write());
  }

  private void write() {
    html.open("header").line();
    html.element("p", "./papilio reproduce " + group.name(), "class", "kicker").line();
    html.element("h1", group.title()).line();
    html.element("p", group.lead(), "class", "lead").line();
    html.element("p", counts(), "class", "note").line();
    html.close().line();
    writeContents();
    found.forEach(this::writeStudy);
  }

  private String counts() {
    List<Claim> claims = found.values().stream().flatMap(f -> f.claims().stream()).toList();
    return claims.size()
        + " claims: "
        + Arrays.stream(Verdict.values())
            .map(
                verdict ->
                    verdict.words()
                        + " "
                        + claims.stream().filter(claim -> claim.verdict() == verdict).count())
            .collect(Collectors.joining(", "))
        + ".";
  }

  private void writeContents() {
    html.open("div", "class", "scroll").open("table", "class", "claims").open("tbody").line();
    found.forEach(
        (study, findings) -> {
          html.open("tr").open("td");
          html.element("a", study.title(), "href", "#" + study.name());
          html.close().element("td", study.source());
          long held = findings.claims().stream().filter(Claim::holds).count();
          html.element("td", held + " of " + findings.claims().size() + " hold").close().line();
        });
    html.close().close().close().line();
  }

  private void writeStudy(Study study, Findings findings) {
    html.open("section", "id", study.name()).line();
    html.element("h2", study.title()).line();
    html.element("p", study.source() + " · " + study.name(), "class", "kicker").line();
    findings.method().forEach(paragraph -> html.element("p", paragraph).line());
    writeClaims(findings.claims());
    for (Plot plot : findings.plots()) {
      html.open("figure", "class", "plot").element("h3", plot.title());
      PageFrame.image(html, PlotFigure.draw(plot), plot.title());
      html.close().line();
    }
    html.close().line();
  }

  private void writeClaims(List<Claim> claims) {
    html.open("div", "class", "scroll").open("table", "class", "claims").line();
    html.open("thead").open("tr");
    COLUMNS.forEach(column -> html.element("th", column, "scope", "col"));
    html.close().close().line().open("tbody").line();
    for (Claim claim : claims) {
      html.open("tr").open("td").text(claim.statement());
      if (!claim.remark().isEmpty()) {
        html.open("p", "class", "note").text(claim.remark()).close();
      }
      html.close();
      html.element("td", claim.source());
      html.element("td", claim.expected());
      html.element("td", claim.measured());
      html.element("td", claim.verdict().words(), "class", claim.holds() ? "" : "warning");
      html.close().line();
    }
    html.close().close().close().line();
  }
}
