package io.papilio.learner.cloning;

import io.papilio.artifacts.run.Run;
import io.papilio.artifacts.table.CsvWriter;
import io.papilio.artifacts.table.MetricsWriter;
import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.learner.evaluation.EvaluationPoint;
import io.papilio.learner.evaluation.IterateEvaluation;
import io.papilio.learner.evaluation.PolicyScore;
import java.util.List;
import java.util.Optional;

/**
 * The two tables of a run: {@code metrics.csv} in long form, and {@code episodes.csv} with a row
 * per evaluation, iterate and seed. Neither has a time of day, so that a repeated run writes the
 * same bytes. docs/metrics.md defines the quantities and columns.
 */
final class CloningMetrics implements AutoCloseable {
  private static final List<String> EPISODE_COLUMNS =
      List.of("step", "iterate", "seed", "return", "length", "terminated");

  private final MetricsWriter metrics;
  private final CsvWriter episodes;

  private CloningMetrics(MetricsWriter metrics, CsvWriter episodes) {
    this.metrics = metrics;
    this.episodes = episodes;
  }

  /** Opens both tables at the rows that a checkpoint noted, or anew. */
  static CloningMetrics open(Run run, Optional<TrainingState> saved) {
    long rows = saved.map(state -> state.integer("metrics_rows")).orElse(0L);
    long episodeRows = saved.map(state -> state.integer("episode_rows")).orElse(0L);
    return new CloningMetrics(
        MetricsWriter.open(run.output(BehaviorCloning.METRICS), rows),
        CsvWriter.open(run.output(BehaviorCloning.EPISODES), EPISODE_COLUMNS, episodeRows));
  }

  /** Appends a point; when this returns, a loss of power does not lose it. */
  void append(EvaluationPoint point) {
    long step = point.step();
    metrics.append(step, MetricsWriter.TRAINING, "epoch", point.epoch());
    metrics.append(step, MetricsWriter.TRAINING, "learning_rate", point.learningRate());
    metrics.append(step, MetricsWriter.TRAINING, "loss", point.trainingLoss());
    for (IterateEvaluation evaluation : point.iterates()) {
      String iterate = evaluation.iterate();
      PolicyScore score = evaluation.score();
      metrics.append(step, iterate, "validation_loss", evaluation.validationLoss());
      metrics.append(step, iterate, "return", score.meanReturn());
      metrics.append(step, iterate, "normalized_reward", score.normalizedReward());
      metrics.append(step, iterate, "length", score.meanLength());
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

  /** Notes the number of rows in each table. */
  void save(TrainingState.Builder builder) {
    builder.put("metrics_rows", metrics.rows()).put("episode_rows", episodes.rows());
  }

  @Override
  public void close() {
    metrics.close();
    episodes.close();
  }
}
