package io.papilio.laboratory.sweep;

import io.papilio.artifacts.file.AtomicFile;
import io.papilio.artifacts.run.RunManifest;
import io.papilio.artifacts.table.MetricsTable;
import io.papilio.laboratory.experiment.ExperimentCommand;
import io.papilio.laboratory.experiment.PlannedRun;
import io.papilio.laboratory.report.curve.Curve;
import io.papilio.laboratory.report.curve.Interval;
import io.papilio.laboratory.report.curve.PaperStatistics;
import io.papilio.learner.cloning.BehaviorCloning;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The statistics of the finished cloning runs of a sweep, beside the paper's.
 *
 * @param rows by run, in the experiment's order, and average
 */
public record SweepSummary(List<SummaryRow> rows) {
  /** In the directory of the sweep: a row per run, average and statistic. */
  public static final String CSV = "summary.csv";

  /** In the directory of the sweep: a row per run and average. */
  public static final String MARKDOWN = "summary.md";

  /** Below it, four decimals would leave less than two digits. */
  private static final double SMALL_LOSS = 1e-3;

  private static final String COLUMNS = "run,iterate,seeds,statistic,median,low,high,paper";

  public SweepSummary {
    rows = List.copyOf(rows);
  }

  /** Reads the runs that are finished. */
  public static SweepSummary read(Sweep sweep) {
    PaperTable paper = new PaperTable();
    List<SummaryRow> rows = new ArrayList<>();
    for (PlannedRun run : sweep.experiment().runs(sweep.scale())) {
      Map<String, List<PaperStatistics>> seeds = new LinkedHashMap<>();
      for (int seed = 0; seed < sweep.seeds(); seed++) {
        Path directory = sweep.directory(run, seed);
        if (run.command() == ExperimentCommand.CLONE && isFinished(directory)) {
          collect(directory, seeds);
        }
      }
      String experiment = sweep.experiment().name();
      seeds.forEach(
          (iterate, statistics) ->
              rows.add(
                  new SummaryRow(
                      run.name(),
                      iterate,
                      statistics,
                      paper.find(experiment, run.name(), iterate))));
    }
    return new SweepSummary(rows);
  }

  /** Writes both tables. */
  public void write(Path directory) {
    AtomicFile.write(directory.resolve(CSV), csv());
    AtomicFile.write(directory.resolve(MARKDOWN), markdown());
  }

  /** The table for programs. */
  public String csv() {
    StringBuilder text = new StringBuilder(COLUMNS + "\n");
    for (SummaryRow row : rows) {
      for (int i = 0; i < PaperStatistics.NAMES.size(); i++) {
        int statistic = i;
        Interval interval = row.interval(i);
        List<Object> cells =
            List.of(
                row.run(),
                row.iterate(),
                row.seeds().size(),
                PaperStatistics.NAMES.get(i),
                row.median(i),
                interval.low(),
                interval.high(),
                row.paper().map(p -> "" + p.values().get(statistic)).orElse(""));
        text.append(String.join(",", cells.stream().map(Object::toString).toList())).append('\n');
      }
    }
    return text.toString();
  }

  /** The table for people: the median, its interval, and the paper's figure behind a slash. */
  public String markdown() {
    StringBuilder text = new StringBuilder();
    List<String> head = new ArrayList<>(List.of("run", "iterate", "seeds"));
    head.addAll(PaperStatistics.SYMBOLS);
    text.append(line(head)).append(line(head.stream().map(cell -> "---").toList()));
    for (SummaryRow row : rows) {
      List<String> cells = new ArrayList<>();
      cells.add(row.run());
      cells.add(row.iterate());
      cells.add("" + row.seeds().size());
      for (int i = 0; i < PaperStatistics.SYMBOLS.size(); i++) {
        cells.add(cell(row, i));
      }
      text.append(line(cells));
    }
    return text.toString();
  }

  private static String cell(SummaryRow row, int statistic) {
    boolean loss = PaperStatistics.NAMES.get(statistic).startsWith("l_");
    String format = !loss ? "%.2f" : row.median(statistic) < SMALL_LOSS ? "%.1e" : "%.4f";
    Interval interval = row.interval(statistic);
    String ours = number(format, row.median(statistic));
    String spread =
        row.seeds().size() < 2
            ? ""
            : " [" + number(format, interval.low()) + ", " + number(format, interval.high()) + "]";
    return ours
        + spread
        + row.paper()
            .map(p -> " / " + number("%." + (loss ? 3 : 2) + "f", p.values().get(statistic)))
            .orElse("");
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, format, value);
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static boolean isFinished(Path directory) {
    Path manifest = directory.resolve(RunManifest.FILE_NAME);
    return Files.exists(manifest) && RunManifest.read(manifest).finished();
  }

  private static void collect(Path directory, Map<String, List<PaperStatistics>> seeds) {
    MetricsTable metrics = MetricsTable.read(directory.resolve(BehaviorCloning.METRICS));
    for (String iterate : metrics.iterates()) {
      seeds
          .computeIfAbsent(iterate, name -> new ArrayList<>())
          .add(
              PaperStatistics.of(
                  rewards(metrics, iterate), curve(metrics.series(iterate, "validation_loss"))));
    }
  }

  /** J: normalized rewards; of returns that are costs the reciprocals, so that more is better. */
  private static Curve rewards(MetricsTable metrics, String iterate) {
    Curve rewards = curve(metrics.series(iterate, "normalized_reward"));
    boolean costs = metrics.series(iterate, "return").stream().anyMatch(r -> r.value() < 0);
    return costs && rewards.values().stream().allMatch(j -> j > 0)
        ? new Curve(rewards.steps(), rewards.values().stream().map(j -> 1 / j).toList())
        : rewards;
  }

  private static Curve curve(List<MetricsTable.Value> series) {
    return new Curve(
        series.stream().map(MetricsTable.Value::step).toList(),
        series.stream().map(MetricsTable.Value::value).toList());
  }
}
