package io.papilio.laboratory.report.run;

import io.papilio.artifacts.table.CsvTable;
import io.papilio.artifacts.table.MetricsTable;
import io.papilio.core.validation.Require;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A training of an expert in a report.
 *
 * @param label what distinguishes it from the other runs of the report
 * @param metrics docs/metrics.md has its quantities
 */
public record ExpertRun(String label, RunDescription description, MetricsTable metrics) {
  private static final String RETURN = "return";
  private static final String LAST_EPISODES = "last-episodes.csv";

  public ExpertRun {
    boolean evaluated =
        !metrics.iterates().isEmpty()
            && !metrics.series(metrics.iterates().get(0), RETURN).isEmpty();
    Require.that(evaluated, "" + metrics.path(), "no evaluation", "at least one");
  }

  /** Whether a table is that of such a training. */
  static boolean isOne(MetricsTable metrics) {
    return metrics.iterates().stream()
        .anyMatch(iterate -> !metrics.series(iterate, "min_return").isEmpty());
  }

  /** The environment's id. */
  public String environment() {
    String name = description.directory().toAbsolutePath().normalize().getFileName().toString();
    return description.settings().getOrDefault("env", name);
  }

  /** The evaluations of the policy that was trained. */
  public List<MetricsTable.Value> returns() {
    return metrics.series(metrics.iterates().get(0), RETURN);
  }

  /** The returns of the episodes of the last evaluation, by average; empty before the end. */
  public Map<String, List<Double>> lastEpisodes() {
    Map<String, List<Double>> returns = new LinkedHashMap<>();
    Path file = description.directory().resolve(LAST_EPISODES);
    if (Files.exists(file)) {
      CsvTable table = CsvTable.read(file);
      for (int row = 0; row < table.size(); row++) {
        returns
            .computeIfAbsent(table.text(row, "iterate"), name -> new ArrayList<>())
            .add(table.number(row, RETURN));
      }
    }
    return returns;
  }

  /** The last evaluation. */
  public MetricsTable.Value last() {
    return returns().get(returns().size() - 1);
  }
}
