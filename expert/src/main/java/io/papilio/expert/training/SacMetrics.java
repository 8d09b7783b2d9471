package io.papilio.expert.training;

import io.papilio.artifacts.file.AtomicFile;
import io.papilio.artifacts.run.Run;
import io.papilio.artifacts.table.EventFile;
import io.papilio.artifacts.table.MetricsWriter;
import io.papilio.artifacts.table.TablePosition;
import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.expert.sac.UpdateStatistics;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * What the evaluations of a run measure: {@code metrics.csv} in long form, and the same numbers for
 * TensorBoard, an event per row, tagged ITERATE/QUANTITY.
 */
final class SacMetrics implements AutoCloseable {
  /** The episodes of the last evaluation, a row per average and seed. */
  static final String LAST_EPISODES = "last-episodes.csv";

  private static final String FILE_NAME = "metrics.csv";

  private final MetricsWriter table;
  private final EventFile events;

  private SacMetrics(MetricsWriter table, EventFile events) {
    this.table = table;
    this.events = events;
  }

  /** Opens both files where a checkpoint noted their end. */
  static SacMetrics open(Run run, TablePosition end) {
    return new SacMetrics(
        MetricsWriter.open(run.output(FILE_NAME), end),
        EventFile.open(run.file(EventFile.NAME), end.rows(), Clock.systemUTC()));
  }

  /** Appends how the training went; what is not known yet, NaN, has no row. */
  void append(long step, long episodes, double lastReturn, UpdateStatistics statistics) {
    append(step, MetricsWriter.TRAINING, "episodes", (double) episodes);
    append(step, MetricsWriter.TRAINING, "return", lastReturn);
    append(step, MetricsWriter.TRAINING, "critic_loss", statistics.criticLoss());
    append(step, MetricsWriter.TRAINING, "actor_loss", statistics.actorLoss());
    append(step, MetricsWriter.TRAINING, "entropy", statistics.entropy());
    append(step, MetricsWriter.TRAINING, "temperature", statistics.temperature());
  }

  /** Appends the evaluation of an iterate, or of an average. */
  void append(long step, String iterate, List<EpisodeStatistics> episodes) {
    append(step, iterate, "return", EpisodeStatistics.meanReturn(episodes));
    append(
        step,
        iterate,
        "min_return",
        episodes.stream().mapToDouble(EpisodeStatistics::undiscountedReturn).min().orElseThrow());
    append(step, iterate, "length", EpisodeStatistics.meanLength(episodes));
  }

  /** Writes the episodes of the last evaluation, by average. */
  static void writeEpisodes(Path file, Map<String, List<EpisodeStatistics>> episodes) {
    StringBuilder text = new StringBuilder("iterate,seed,return,length,terminated\n");
    episodes.forEach(
        (name, all) -> {
          for (EpisodeStatistics episode : all) {
            text.append(name).append(',').append(episode.seed().orElseThrow()).append(',');
            text.append(episode.undiscountedReturn()).append(',').append(episode.length());
            text.append(',').append(episode.terminated()).append('\n');
          }
        });
    AtomicFile.write(file, text.toString());
  }

  private void append(long step, String iterate, String quantity, double value) {
    if (!Double.isNaN(value)) {
      table.append(step, iterate, quantity, value);
      events.append(step, Map.of(iterate + "/" + quantity, value));
    }
  }

  /** The end of the table, whose rows then survive a loss of power. */
  TablePosition position() {
    return table.position();
  }

  @Override
  public void close() {
    try (table;
        events) {
      // Both are closed, whatever the one says.
    }
  }
}
