package io.papilio.learner.language;

import io.papilio.artifacts.run.Run;
import io.papilio.artifacts.table.CsvWriter;
import io.papilio.artifacts.table.MetricsWriter;
import io.papilio.artifacts.table.TablePosition;
import io.papilio.artifacts.tensorfile.TrainingState;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The tables of a language model's run. None has a time of day, so that a repeated run writes the
 * same bytes. docs/metrics.md defines the quantities and columns.
 */
final class LanguageTables implements AutoCloseable {
  private static final List<String> COMPLETION_COLUMNS =
      List.of("step", "iterate", "prompt", "divergence", "tokens");

  private final MetricsWriter metrics;
  private final MetricsWriter window;
  private final CsvWriter completions;

  private LanguageTables(MetricsWriter metrics, MetricsWriter window, CsvWriter completions) {
    this.metrics = metrics;
    this.window = window;
    this.completions = completions;
  }

  /** Opens the tables at the rows that a checkpoint noted, or anew. */
  static LanguageTables open(Run run, Optional<TrainingState> saved) {
    return new LanguageTables(
        MetricsWriter.open(
            run.output(LanguageTraining.METRICS), TablePosition.read(saved, "rows.metrics")),
        MetricsWriter.open(
            run.output(LanguageTraining.WINDOW), TablePosition.read(saved, "rows.window")),
        CsvWriter.open(
            run.output(LanguageTraining.COMPLETIONS),
            COMPLETION_COLUMNS,
            TablePosition.read(saved, "rows.completions")));
  }

  /** The numbers of a learning curve's point. */
  MetricsWriter metrics() {
    return metrics;
  }

  /** The numbers of an iterate in a window. */
  MetricsWriter window() {
    return window;
  }

  /** Appends the completions before a window, all of them. */
  void begin(long step, String iterate, List<int[]> all) {
    for (int prompt = 0; prompt < all.size(); prompt++) {
      append(step, iterate, prompt, Divergence.NONE, all.get(prompt));
    }
  }

  /** Appends those completions that differ from the ones before. */
  void append(long step, String iterate, Divergence divergence, List<int[]> all) {
    for (int prompt = 0; prompt < all.size(); prompt++) {
      int position = divergence.positions()[prompt];
      if (position != Divergence.NONE) {
        append(step, iterate, prompt, position, all.get(prompt));
      }
    }
  }

  private void append(long step, String iterate, int prompt, int divergence, int... tokens) {
    completions.append(List.of(step, iterate, prompt, divergence, text(tokens)));
  }

  /** Tokens as numbers with spaces between, which CSV can hold. */
  static String text(int... tokens) {
    return Arrays.stream(tokens).mapToObj(Integer::toString).collect(Collectors.joining(" "));
  }

  /** Notes the end of each table. */
  void save(TrainingState.Builder builder) {
    metrics.position().save(builder, "rows.metrics");
    window.position().save(builder, "rows.window");
    completions.position().save(builder, "rows.completions");
  }

  @Override
  public void close() {
    metrics.close();
    window.close();
    completions.close();
  }
}
