package io.papilio.laboratory.report.page;

import io.papilio.expert.sac.SacConfig;
import io.papilio.laboratory.report.chart.MarkupWriter;
import io.papilio.laboratory.report.curve.Goal;
import io.papilio.laboratory.report.run.EpisodePoint;
import io.papilio.laboratory.report.run.ExpertRun;
import io.papilio.laboratory.report.run.LearningCurves;
import io.papilio.laboratory.report.run.ReportedRun;
import io.papilio.laboratory.report.run.ReportedRuns;
import io.papilio.laboratory.report.run.RunDescription;
import io.papilio.laboratory.report.summary.Headline;
import io.papilio.laboratory.report.summary.SweepResults;
import io.papilio.learner.cloning.BehaviorCloningConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page of one or more runs: the result, the charts, the numbers, and where they came from. */
public final class ReportPage {
  private final Path directory;
  private final List<Path> given;
  private final List<ReportedRun> runs;
  private final List<ExpertRun> experts;
  private final MarkupWriter html = new MarkupWriter();
  private final LineCharts charts = new LineCharts(html);

  /**
   * @param directory where the page will lie; links are relative to it
   * @param given directories of runs or sweeps
   * @param runs that are there, at least one
   */
  public ReportPage(Path directory, List<Path> given, ReportedRuns runs) {
    this.directory = directory;
    this.given = List.copyOf(given);
    this.runs = runs.clonings();
    this.experts = runs.experts();
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
    PageFrame frame = new PageFrame(html);
    return frame.write(subject(), live, () -> writeContent(frame));
  }

  private void writeContent(PageFrame frame) {
    List<ButterflySection> butterflies = ButterflySection.of(runs, html);
    PageData data = new PageData(runs, butterflies);
    writeHeader();
    if (!runs.isEmpty()) {
      writeClonings(data, butterflies);
    }
    if (!experts.isEmpty()) {
      new ExpertSection(experts, charts, html).write();
    }
    writeProvenance();
    data.add(charts);
    frame.writeData(data);
  }

  private void writeClonings(PageData data, List<ButterflySection> butterflies) {
    writeCharts(LineChart.Group.TRAINING, runs, ReportedRun::curves);
    html.element("p", caption(data), "class", "note").line();
    writeWindows();
    butterflies.forEach(ButterflySection::write);
    writeStatistics();
    writeScatters();
    writeDiagnostics();
    MapsSection maps = new MapsSection(runs, html);
    maps.writeLandscapes();
    maps.writeAttention();
  }

  private void writeProvenance() {
    boolean alone = runs.size() + experts.size() == 1;
    if (!alone) {
      html.element("h2", "Runs").line();
    }
    for (ReportedRun run : runs) {
      write(alone, run.label(), run.description(), BehaviorCloningConfig.DEFAULTS);
    }
    for (ExpertRun run : experts) {
      write(alone, run.label(), run.description(), SacConfig.DEFAULTS);
    }
  }

  private void write(boolean alone, String label, RunDescription run, Record defaults) {
    ProvenanceSections sections = new ProvenanceSections(directory, label, run, defaults, html);
    if (alone) {
      sections.write();
    } else {
      sections.writeFolded();
    }
  }

  private LearningCurves first() {
    return runs.get(0).curves();
  }

  /** What the page is about. */
  private String subject() {
    List<String> cloned =
        runs.stream().map(run -> run.description().environment()).distinct().toList();
    List<String> trained = experts.stream().map(ExpertRun::environment).distinct().toList();
    return Stream.of(subject("Behavior cloning in ", cloned), subject("Experts of ", trained))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private static String subject(String what, List<String> environments) {
    return environments.isEmpty() ? "" : what + String.join(", ", environments);
  }

  private void writeHeader() {
    html.open("header").line();
    html.element("p", subject(), "class", "kicker").line();
    List<String> sentences = Headline.of(runs, experts);
    html.element("h1", sentences.get(0)).line();
    if (sentences.size() > 1) {
      String lead = String.join(" ", sentences.subList(1, sentences.size()));
      html.element("p", lead, "class", "lead").line();
    }
    html.close().line();
  }

  private void writeCharts(
      LineChart.Group group,
      List<ReportedRun> shown,
      Function<ReportedRun, LearningCurves> curves) {
    html.open("section", "aria-label", "Learning curves").line();
    charts.writeToolbar(group);
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

  private void writeWindows() {
    List<ReportedRun> windows = runs.stream().filter(run -> run.window().isPresent()).toList();
    if (windows.isEmpty()) {
      return;
    }
    html.element("h2", "Every iterate").line();
    writeCharts(LineChart.Group.WINDOW, windows, run -> run.window().orElseThrow());
    LearningCurves first = windows.get(0).window().orElseThrow();
    List<LineChart> perSeed =
        first.series().stream()
            .filter(series -> !series.episodes().isEmpty())
            .limit(2)
            .map(series -> DiagnosticCharts.perSeed(series, first))
            .toList();
    if (!perSeed.isEmpty()) {
      html.element("h2", "Every seed of every iterate").line();
      charts.writeGrid(perSeed);
    }
    html.element("h2", "Reward against cloning error of every iterate").line();
    writeScatter("chart scatter", LineChart.Group.WINDOW);
  }

  private void writeScatters() {
    html.open("section").element("h2", "Reward against cloning error").line();
    writeScatter("chart scatter", LineChart.Group.TRAINING);
    String note =
        "One point per evaluation of each average. The star is the expert, whose cloning error is"
            + " 0.";
    html.element("p", note, "class", "note").close().line();
    if (runs.size() > 1) {
      html.open("section").element("h2", "The last iterates of all runs").line();
      writeScatter("chart scatter last", LineChart.Group.TRAINING);
      html.close().line();
    }
  }

  private void writeScatter(String style, LineChart.Group group) {
    html.open("figure").line();
    html.open(
        "div",
        "class",
        style,
        "role",
        "img",
        "aria-label",
        "reward against cloning error",
        "data-group",
        group.name());
    html.close().close().line();
  }

  private void writeDiagnostics() {
    for (ReportedRun run : runs) {
      List<LineChart> measured = DiagnosticCharts.of(run);
      if (!measured.isEmpty()) {
        String title = "Noise and its effects";
        html.open("section");
        html.element("h2", runs.size() > 1 ? title + ": " + run.label() : title).line();
        charts.writeGrid(measured);
        html.close().line();
      }
    }
  }
}
