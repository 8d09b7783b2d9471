package io.papilio.artifacts.table;

import java.nio.file.Path;
import java.util.List;

/**
 * Appends numbers of a run to a CSV file in long form: one row per step, iterate and quantity. The
 * rows of {@value #TRAINING} belong to the run as a whole, such as its learning rate.
 *
 * <p>A checkpoint saves {@link #rows()}, after {@link #force()}; a resumed run opens the file at
 * that number of rows.
 */
public final class MetricsWriter implements AutoCloseable {
  /** Stands for the iterate in rows that belong to none. */
  public static final String TRAINING = "training";

  static final List<String> COLUMNS = List.of("step", "iterate", "quantity", "value");

  private final CsvWriter csv;

  private MetricsWriter(CsvWriter csv) {
    this.csv = csv;
  }

  /** Opens a file at its first {@code rows} rows; at 0 rows it begins anew. */
  public static MetricsWriter open(Path file, long rows) {
    return new MetricsWriter(CsvWriter.open(file, COLUMNS, rows));
  }

  /** Appends one number. */
  public void append(long step, String iterate, String quantity, double value) {
    csv.append(List.of(step, iterate, quantity, value));
  }

  /** Number of rows in the file, without the header. */
  public long rows() {
    return csv.rows();
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
