package io.papilio.laboratory.report.summary;

import io.papilio.artifacts.table.CsvTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The statistics of a sweep over its training seeds beside the paper's figures, from {@value
 * #FILE_NAME} in its directory.
 *
 * @param rows one per run and average, in the order of the file; empty without it
 */
public record SweepResults(List<Row> rows) {
  /** Its columns are run, iterate, seeds, statistic, median, low, high, paper. */
  public static final String FILE_NAME = "summary.csv";

  public SweepResults {
    rows = List.copyOf(rows);
  }

  /**
   * What an average achieved.
   *
   * @param run its name in the experiment
   * @param iterate name of the average
   * @param seeds how many there are
   * @param values by statistic, as in docs/metrics.md: {@code j_max}, {@code l_min}, ...
   */
  public record Row(String run, String iterate, long seeds, Map<String, Value> values) {}

  /**
   * A statistic.
   *
   * @param median over the seeds
   * @param low of the interval of the median
   * @param high of it
   * @param paper as printed; NaN where the paper has a dash or not the run
   */
  public record Value(double median, double low, double high, double paper) {}

  /**
   * Reads the files of those directories that have one.
   *
   * @throws io.papilio.core.validation.InvalidValueException when one is not such a file
   */
  public static SweepResults read(List<Path> directories) {
    Map<List<String>, Row> rows = new LinkedHashMap<>();
    for (Path directory : directories) {
      Path file = directory.resolve(FILE_NAME);
      if (Files.exists(file)) {
        collect(CsvTable.read(file), rows);
      }
    }
    return new SweepResults(new ArrayList<>(rows.values()));
  }

  private static void collect(CsvTable table, Map<List<String>, Row> rows) {
    String sweep = table.path().toAbsolutePath().getParent().toString();
    for (int i = 0; i < table.size(); i++) {
      String run = table.text(i, "run");
      String iterate = table.text(i, "iterate");
      long seeds = table.whole(i, "seeds");
      rows.computeIfAbsent(
              List.of(sweep, run, iterate),
              key -> new Row(run, iterate, seeds, new LinkedHashMap<>()))
          .values()
          .put(table.text(i, "statistic"), value(table, i));
    }
  }

  private static Value value(CsvTable table, int row) {
    return new Value(
        table.number(row, "median"),
        table.number(row, "low"),
        table.number(row, "high"),
        table.text(row, "paper").isEmpty() ? Double.NaN : table.number(row, "paper"));
  }
}
