package io.papilio.artifacts.table;

import io.papilio.core.validation.Require;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The numbers of a run in long form, as {@link MetricsWriter} writes them. */
public final class MetricsTable {
  private final CsvTable csv;

  private MetricsTable(CsvTable csv) {
    this.csv = csv;
    Require.that(
        csv.columns().equals(MetricsWriter.COLUMNS),
        csv.path().toString(),
        "columns " + csv.columns(),
        "the columns " + MetricsWriter.COLUMNS);
  }

  /** One number of a series. */
  public record Value(long step, double value) {}

  /** Reads a file; a last line without its line break, torn by an interruption, is left out. */
  public static MetricsTable read(Path path) {
    return new MetricsTable(CsvTable.read(path));
  }

  /**
   * Reads the content of such a file.
   *
   * @param path for messages
   */
  public static MetricsTable parse(Path path, String text) {
    return new MetricsTable(CsvTable.parse(path, text));
  }

  /** The file's name, for messages. */
  public Path path() {
    return csv.path();
  }

  /** The iterates that have numbers, in the order in which they appear in the file. */
  public List<String> iterates() {
    return IntStream.range(0, csv.size())
        .mapToObj(row -> csv.text(row, "iterate"))
        .filter(iterate -> !iterate.equals(MetricsWriter.TRAINING))
        .distinct()
        .toList();
  }

  /**
   * One quantity of one iterate, by step; empty when the file has none.
   *
   * @throws io.papilio.core.validation.InvalidValueException when the steps do not increase, or a
   *     field is not a number
   */
  public List<Value> series(String iterate, String quantity) {
    List<Value> series = new ArrayList<>();
    long before = -1;
    for (int row = 0; row < csv.size(); row++) {
      if (csv.text(row, "iterate").equals(iterate) && csv.text(row, "quantity").equals(quantity)) {
        long step = csv.whole(row, "step");
        if (step <= before) {
          throw csv.complaint(row, "step", Long.toString(step), "> " + before);
        }
        before = step;
        series.add(new Value(step, csv.number(row, "value")));
      }
    }
    return series;
  }
}
