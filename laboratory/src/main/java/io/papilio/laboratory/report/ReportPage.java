package io.papilio.laboratory.report;

import io.papilio.laboratory.report.chart.MarkupWriter;
import io.papilio.laboratory.report.curve.Goal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page of one run: the result, the figure, the numbers, and where they came from. */
final class ReportPage {
  private static final Pattern SYMBOL = Pattern.compile("(\\p{L}+)_(\\p{L}+)");

  private final RunDescription description;
  private final LearningCurves run;
  private final MarkupWriter html = new MarkupWriter();

  ReportPage(RunDescription description, LearningCurves run) {
    this.description = description;
    this.run = run;
  }

  String html() {
    String title = description.environment() + ": behavior cloning";
    html.raw("<!DOCTYPE html>\n").open("html", "lang", "en").line();
    html.open("head").line();
    html.empty("meta", "charset", "utf-8").line();
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    html.empty("meta", "name", "color-scheme", "content", "light dark").line();
    html.element("title", title + " - Papilio").line();
    html.open("style").raw(Resource.text("report.css")).raw(FigureFrame.style()).close().line();
    html.close().line();
    html.open("body").open("main").line();
    writeHeader();
    writeFigure();
    writeSummary();
    new ProvenanceSections(description, html).write();
    return html.close().close().close().line().toString();
  }

  private void writeHeader() {
    html.open("header").line();
    html.element("p", "Behavior cloning in " + description.environment(), "class", "kicker").line();
    html.element("h1", Headline.ending(run)).line();
    String lead = (Headline.oscillation(run) + " " + Headline.divergence(run)).strip();
    if (!lead.isEmpty()) {
      html.element("p", lead, "class", "lead").line();
    }
    html.close().line();
  }

  private void writeFigure() {
    html.open("figure").line();
    String wide = TrainingFigure.inline(run, FigureLayout.WIDE);
    String narrow = TrainingFigure.inline(run, FigureLayout.NARROW);
    html.open("div", "class", "wide").raw(wide).close();
    html.open("div", "class", "narrow").raw(narrow).close();
    html.element("figcaption", caption(wide.contains("marker beyond"))).line();
    html.close().line();
  }

  private String caption(boolean beyond) {
    long seeds =
        run.baseline().episodes().stream().mapToLong(EpisodePoint::seed).distinct().count();
    String episodes =
        seeds == 0
            ? ""
            : String.format(Locale.ROOT, " over %d %s", seeds, seeds == 1 ? "episode" : "episodes");
    return "Top: mean return"
        + episodes
        + ", divided by "
        + description.reference()
        + ", for each average of the iterates (raw: the newest iterate)."
        + (seeds == 0 ? "" : " Each dot is one episode.")
        + (run.goal() == Goal.LOWER
            ? " Returns are negative here, so the ratio is a cost and lower is better."
            : "")
        + " Bottom: cloning error, "
        + description.cloningError()
        + " on held-out demonstrations."
        + (run.hasDiverged() ? " Crosses stand for values that are not finite." : "")
        + (beyond ? " Triangles stand for values beyond the axis." : "");
  }

  private void writeSummary() {
    html.open("section").line();
    html.element("h2", "In numbers").line();
    html.open("div", "class", "scroll").open("table", "class", "summary").line();
    html.open("thead").open("tr").element("td", "");
    SummaryTable table = SummaryTable.of(run);
    for (int i = 0; i < table.names().size(); i++) {
      html.element("th", table.names().get(i), "scope", "col", "class", Palette.style(i));
    }
    html.element("th", "expert", "scope", "col").close().close().line();
    html.open("tbody").line();
    for (SummaryTable.Row row : table.rows()) {
      html.open("tr").open("th", "scope", "row").text(row.label());
      html.open("small");
      writeSymbols(row.definition());
      html.close().close();
      row.values().forEach(this::writeNumber);
      writeNumber(row.expert());
      html.close().line();
    }
    html.close().close().close().line();
    String note =
        "Rewards are fractions of the expert's mean return. T is the number of gradient steps, "
            + Numbers.grouped(run.lastStep())
            + "; there are "
            + Numbers.grouped(run.steps().size())
            + " evaluations.";
    html.element("p", note, "class", "note").line();
    html.close().line();
  }

  private void writeNumber(String number) {
    html.element("td", number.equals(Numbers.ABSENT) ? "–" : number.replace("-", "−"));
  }

  /** Text in which {@code J_max} is a symbol with a subscript. */
  private void writeSymbols(String text) {
    Matcher symbol = SYMBOL.matcher(text);
    int end = 0;
    while (symbol.find()) {
      html.text(text.substring(end, symbol.start()));
      html.element("i", symbol.group(1)).element("sub", symbol.group(2));
      end = symbol.end();
    }
    html.text(text.substring(end));
  }
}
