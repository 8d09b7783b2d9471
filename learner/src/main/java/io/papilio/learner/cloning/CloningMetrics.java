package io.papilio.learner.cloning;

import io.papilio.artifacts.run.Run;
import io.papilio.artifacts.table.CsvWriter;
import io.papilio.artifacts.table.MetricsWriter;
import io.papilio.artifacts.table.TablePosition;
import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.learner.evaluation.EvaluationPoint;
import io.papilio.learner.evaluation.IterateEvaluation;
import io.papilio.learner.evaluation.PolicyScore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Two tables of a run: {@code metrics.csv} in long form, and {@code episodes.csv} with a row per
 * evaluation, iterate and seed. Neither has a time of day, so that a repeated run writes the same
 * bytes. docs/metrics.md defines the quantities and columns.
 */
final class CloningMetrics implements AutoCloseable {
  private static final List<String> EPISODE_COLUMNS =
      List.of("step", "iterate", "seed", "return", "length", "terminated");

  private final String rows;
  private final String episodeRows;
  private final MetricsWriter metrics;
  private final CsvWriter episodes;

  private CloningMetrics(
      String prefix, Path metrics, Path episodes, Optional<TrainingState> saved) {
    rows = prefix + "metrics_rows";
    episodeRows = prefix + "episode_rows";
    this.metrics = MetricsWriter.open(metrics, TablePosition.read(saved, rows));
    this.episodes =
        CsvWriter.open(episodes, EPISODE_COLUMNS, TablePosition.read(saved, episodeRows));
  }

  /** Opens the tables of the learning curves at the rows that a checkpoint noted, or anew. */
  static CloningMetrics open(Run run, Optional<TrainingState> saved) {
    return new CloningMetrics(
        "", run.output(BehaviorCloning.METRICS), run.output(BehaviorCloning.EPISODES), saved);
  }

  /** The same for the window in which every iterate is evaluated. */
  static CloningMetrics openWindow(Run run, Optional<TrainingState> saved) {
    return new CloningMetrics(
        "window_",
        run.output(BehaviorCloning.WINDOW),
        run.output(BehaviorCloning.WINDOW_EPISODES),
        saved);
  }

  /** Appends a point; when this returns, a loss of power does not lose it. */
  void append(EvaluationPoint point) {
    long step = point.step();
    metrics.append(step, MetricsWriter.TRAINING, "epoch", point.epoch());
    metrics.append(step, MetricsWriter.TRAINING, "learning_rate", point.learningRate());
    metrics.append(step, MetricsWriter.TRAINING, "loss", point.trainingLoss());
    point
        .diagnostics()
        .forEach((name, value) -> metrics.append(step, MetricsWriter.TRAINING, name, value));
    append(step, point.iterates());
  }

  /** Appends what belongs to the averages of a point. */
  void append(long step, List<IterateEvaluation> iterates) {
    for (IterateEvaluation evaluation : iterates) {
      String iterate = evaluation.iterate();
      PolicyScore score = evaluation.score();
      metrics.append(step, iterate, "validation_loss", evaluation.validationLoss());
      metrics.append(step, iterate, "return", score.meanReturn());
      metrics.append(step, iterate, "normalized_reward", score.normalizedReward());
      metrics.append(step, iterate, "length", score.meanLength());
      evaluation.diagnostics().forEach((name, value) -> metrics.append(step, iterate, name, value));
      for (EpisodeStatistics episode : score.episodes()) {
        episodes.append(
            List.of(
                step,
                iterate,
                episode.seed().orElseThrow(),
                episode.undiscountedReturn(),
                episode.length(),
                episode.terminated()));
      }
    }
    metrics.force();
    episodes.force();
  }

  /** Notes the end of each table. */
  void save(TrainingState.Builder builder) {
    metrics.position().save(builder, rows);
    episodes.position().save(builder, episodeRows);
  }

  @Override
  public void close() {
    metrics.close();
    episodes.close();
  }
}
