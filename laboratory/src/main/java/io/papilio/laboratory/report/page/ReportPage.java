package io.papilio.laboratory.report.page;

import io.papilio.core.provenance.Digest;
import io.papilio.laboratory.report.chart.MarkupWriter;
import io.papilio.laboratory.report.curve.Goal;
import io.papilio.laboratory.report.figure.FigureFrame;
import io.papilio.laboratory.report.figure.LandscapeFigure;
import io.papilio.laboratory.report.run.EpisodePoint;
import io.papilio.laboratory.report.run.LandscapeTable;
import io.papilio.laboratory.report.run.LearningCurves;
import io.papilio.laboratory.report.run.ReportedRun;
import io.papilio.laboratory.report.run.RunDescription;
import io.papilio.laboratory.report.summary.Headline;
import io.papilio.laboratory.report.summary.SweepResults;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * The page of one or more runs: the result, the charts, the numbers, and where they came from. It
 * is one file that needs no network, which its content security policy enforces.
 */
public final class ReportPage {
  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/";

  private final Path directory;
  private final List<Path> given;
  private final List<ReportedRun> runs;
  private final MarkupWriter html = new MarkupWriter();

  /**
   * @param directory where the page will lie; links are relative to it
   * @param given directories of runs or sweeps
   * @param runs that are there, at least one
   */
  public ReportPage(Path directory, List<Path> given, List<ReportedRun> runs) {
    this.directory = directory;
    this.given = List.copyOf(given);
    this.runs = List.copyOf(runs);
  }

  /** The page as a file. */
  public String html() {
    return html(false);
  }

  /** The page as its server sends it: it loads itself again while the runs grow. */
  public String liveHtml() {
    return html(true);
  }

  private String html(boolean live) {
    String style = Resource.text(UPLOT + "dist/uPlot.min.css") + Resource.text("report.css");
    style += FigureFrame.palette();
    String license = "/*! uPlot: " + Resource.text(UPLOT + "LICENSE") + "*/\n";
    String uplot = Resource.text(UPLOT + "dist/uPlot.iife.min.js");
    String script =
        cdata(license + uplot + Resource.text("butterfly.js") + Resource.text("report.js"));
    String policy =
        String.format(
            "default-src 'none'; img-src data:; style-src %s; script-src %s; connect-src %s;"
                + " base-uri 'none'; form-action 'none'",
            source(style), source(script), live ? "'self'" : "'none'");
    html.raw("<!DOCTYPE html>\n").open("html", "lang", "en").line();
    html.open("head").line();
    html.empty("meta", "charset", "utf-8").line();
    html.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy).line();
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    html.empty("meta", "name", "color-scheme", "content", "light dark").line();
    html.element("title", environment() + ": behavior cloning - Papilio").line();
    html.open("style").raw(style).close().line();
    html.close().line();
    html.open("body", "class", live ? "live" : "file").open("main").line();
    writeContent();
    html.close().line();
    html.open("script").raw(script).close().line();
    return html.close().close().line().toString();
  }

  /** Script that is well-formed XML, too. */
  private static String cdata(String script) {
    return "//<![CDATA[\n" + script + "\n//]]>";
  }

  private static String source(String text) {
    byte[] sha256 =
        HexFormat.of().parseHex(Digest.of(text.getBytes(StandardCharsets.UTF_8)).sha256());
    return "'sha256-" + Base64.getEncoder().encodeToString(sha256) + "'";
  }

  private void writeContent() {
    List<ButterflySection> butterflies = ButterflySection.of(runs, html);
    PageData data = new PageData(runs, butterflies);
    writeHeader();
    writeCharts("training", runs, ReportedRun::curves);
    html.element("p", caption(data), "class", "note").line();
    List<ReportedRun> windows = runs.stream().filter(run -> run.window().isPresent()).toList();
    if (!windows.isEmpty()) {
      html.element("h2", "Every iterate").line();
      writeCharts("window", windows, run -> run.window().orElseThrow());
    }
    butterflies.forEach(ButterflySection::write);
    writeStatistics();
    writeScatter();
    writeLandscapes();
    if (runs.size() > 1) {
      html.element("h2", "Runs").line();
    }
    for (ReportedRun run : runs) {
      ProvenanceSections sections = new ProvenanceSections(directory, run, html);
      if (runs.size() == 1) {
        sections.write();
      } else {
        sections.writeFolded();
      }
    }
    html.open("script", "type", "application/json", "id", "data").raw(data.json()).close().line();
  }

  private LearningCurves first() {
    return runs.get(0).curves();
  }

  private String environment() {
    List<String> environments =
        runs.stream().map(run -> run.description().environment()).distinct().toList();
    return String.join(", ", environments);
  }

  private void writeHeader() {
    html.open("header").line();
    html.element("p", "Behavior cloning in " + environment(), "class", "kicker").line();
    html.element("h1", Headline.ending(runs.stream().map(ReportedRun::curves).toList())).line();
    String lead = (Headline.oscillation(first()) + " " + Headline.divergence(first())).strip();
    if (runs.size() == 1 && !lead.isEmpty()) {
      html.element("p", lead, "class", "lead").line();
    }
    html.close().line();
  }

  private void writeCharts(
      String group, List<ReportedRun> shown, Function<ReportedRun, LearningCurves> curves) {
    html.open("section", "aria-label", "Learning curves").line();
    html.open("div", "class", "toolbar", "role", "group", "data-group", group).line();
    writeButton("in", "+", "Zoom in");
    writeButton("out", "−", "Zoom out");
    writeButton("left", "←", "Earlier steps");
    writeButton("right", "→", "Later steps");
    writeButton("all", "All steps", "Show all steps");
    html.element("span", "Drag across a chart, or pinch it, to zoom.", "class", "hint");
    html.close().line();
    html.open("div", "class", shown.size() > 1 ? "runs many" : "runs one").line();
    for (ReportedRun run : shown) {
      html.open("figure", "class", "run").line();
      if (shown.size() > 1) {
        html.element("h3", run.label()).line();
      }
      String noun = Headline.noun(curves.apply(run));
      html.open("div", "class", "chart reward", "role", "img", "aria-label", noun).close().line();
      html.open("div", "class", "chart loss", "role", "img", "aria-label", "cloning error");
      html.close().close().line();
    }
    html.close().close().line();
  }

  private void writeStatistics() {
    SweepResults results = SweepResults.read(given);
    if (!results.rows().isEmpty()) {
      html.open("section").element("h2", "Beside the paper").line();
      new SweepTable(results, html).write();
      String note =
          "Medians over the training seeds with 95% bootstrap intervals, and what the paper"
              + " prints, where it has the run. The paper's losses are in another unit.";
      html.element("p", note, "class", "note").close().line();
    }
    html.open("section").element("h2", "Statistics").line();
    new StatisticsTable(runs, html).write();
    html.close().line();
  }

  private void writeButton(String name, String text, String title) {
    html.element("button", text, "type", "button", "data-zoom", name, "title", title).line();
  }

  private String caption(PageData data) {
    RunDescription description = runs.get(0).description();
    long seeds =
        first().baseline().episodes().stream().mapToLong(EpisodePoint::seed).distinct().count();
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
        + (first().goal() == Goal.LOWER
            ? " Returns are negative here, so the ratio is a cost and lower is better."
            : "")
        + " Bottom: cloning error, "
        + description.cloningError()
        + " on held-out demonstrations."
        + (first().hasDiverged() ? " Values that are not finite are gaps." : "")
        + thinned("evaluation", data.pointStride())
        + thinned("evaluation with its episodes", data.episodeStride());
  }

  private static String thinned(String what, int stride) {
    return stride == 1
        ? ""
        : " To keep the page small, one " + what + " in " + stride + " is shown.";
  }

  private void writeScatter() {
    html.open("section").element("h2", "Reward against cloning error").line();
    html.open("figure").line();
    html.open("div", "class", "chart scatter", "role", "img", "aria-label", "scatter plot").close();
    html.close().line();
    String note =
        "One point per evaluation of each average. The star is the expert, whose cloning error is"
            + " 0.";
    html.element("p", note, "class", "note").close().line();
  }

  private void writeLandscapes() {
    if (runs.stream().allMatch(run -> run.landscapes().isEmpty())) {
      return;
    }
    html.open("section").element("h2", "Landscapes").line();
    for (ReportedRun run : runs) {
      for (LandscapeTable landscape : run.landscapes()) {
        String svg = LandscapeFigure.draw(landscape);
        String base64 = Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
        String title = runs.size() > 1 ? run.label() + ", " + landscape.name() : landscape.name();
        html.open("figure", "class", "landscape").element("h3", title);
        html.empty("img", "alt", title, "src", "data:image/svg+xml;base64," + base64);
        html.close().line();
      }
    }
    String note =
        "Reward and cloning error of the parameters around an iterate, on a lattice along two"
            + " directions; the iterate is in the middle.";
    html.element("p", note, "class", "note").close().line();
  }
}
