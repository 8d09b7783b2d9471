package io.papilio.artifacts.table;

import java.nio.file.Path;
import java.util.List;

/**
 * Appends numbers of a run to a CSV file in long form: one row per step, iterate and quantity. The
 * rows of {@value #TRAINING} belong to the run as a whole, such as its learning rate.
 *
 * <p>A checkpoint notes the {@link #position}; a resumed run opens the file there.
 */
public final class MetricsWriter implements AutoCloseable {
  /** Stands for the iterate in rows that belong to none. */
  public static final String TRAINING = "training";

  static final List<String> COLUMNS = List.of("step", "iterate", "quantity", "value");

  private final CsvWriter csv;

  private MetricsWriter(CsvWriter csv) {
    this.csv = csv;
  }

  /** Opens a file at a position; at {@link TablePosition#START} it begins anew. */
  public static MetricsWriter open(Path file, TablePosition position) {
    return new MetricsWriter(CsvWriter.open(file, COLUMNS, position));
  }

  /** Appends one number. */
  public void append(long step, String iterate, String quantity, double value) {
    csv.append(List.of(step, iterate, quantity, value));
  }

  /** The end of the file, whose rows then survive a loss of power. */
  public TablePosition position() {
    return csv.position();
  }

  /** Returns when all rows would survive a loss of power. */
  public void force() {
    csv.force();
  }

  @Override
  public void close() {
    csv.close();
  }
}
