package io.papilio.expert.training;

import io.papilio.artifacts.run.Run;
import io.papilio.artifacts.table.EventFile;
import io.papilio.artifacts.table.MetricsWriter;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The evaluations of a run: {@code metrics.csv}, and the same numbers for TensorBoard. */
final class SacMetrics implements AutoCloseable {
  private static final String FILE_NAME = "metrics.csv";

  private static final List<String> COLUMNS =
      List.of(
          "step",
          "episodes",
          "training_return",
          "mean_return",
          "min_return",
          "mean_length",
          "critic_loss",
          "actor_loss",
          "entropy",
          "temperature",
          "average_return",
          "average_min_return",
          "average_length");

  private final MetricsWriter table;
  private final EventFile events;

  private SacMetrics(MetricsWriter table, EventFile events) {
    this.table = table;
    this.events = events;
  }

  /** Opens both files at their first {@code rows} rows. */
  static SacMetrics open(Run run, long rows) {
    return new SacMetrics(
        MetricsWriter.open(run.output(FILE_NAME), COLUMNS, rows),
        EventFile.open(run.file(EventFile.NAME), rows, Clock.systemUTC()));
  }

  /**
   * Appends one evaluation.
   *
   * @param row a number per column, the environment step first; NaN where there is none
   */
  void append(List<Number> row) {
    table.append(row);
    Map<String, Double> scalars = new LinkedHashMap<>();
    for (int i = 1; i < row.size(); i++) {
      double value = row.get(i).doubleValue();
      if (!Double.isNaN(value)) {
        scalars.put("sac/" + COLUMNS.get(i), value);
      }
    }
    events.append(row.get(0).longValue(), scalars);
  }

  /** Number of rows that survive a loss of power once this returns. */
  long forcedRows() {
    table.force();
    return table.rows();
  }

  @Override
  public void close() {
    try (table;
        events) {
      // Both are closed, whatever the one says.
    }
  }
}
