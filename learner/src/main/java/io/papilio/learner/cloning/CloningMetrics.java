package io.papilio.learner.cloning;

import io.papilio.artifacts.run.Run;
import io.papilio.artifacts.table.MetricsWriter;
import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.learner.evaluation.EvaluationPoint;
import io.papilio.learner.evaluation.PolicyScore;
import java.util.List;
import java.util.Optional;

/**
 * The two tables of a run: {@code metrics.csv} has a row per evaluation, {@code episodes.csv} one
 * per evaluation, weights and seed. Neither has a time of day, so that a repeated run writes the
 * same bytes. docs/metrics.md defines the columns.
 */
final class CloningMetrics implements AutoCloseable {
  static final List<String> COLUMNS =
      List.of(
          "step",
          "epoch",
          "learning_rate",
          "ema_rate",
          "training_loss",
          "raw_validation_loss",
          "ema_validation_loss",
          "raw_return",
          "ema_return",
          "raw_normalized_reward",
          "ema_normalized_reward",
          "raw_length",
          "ema_length");
  static final List<String> EPISODE_COLUMNS =
      List.of("step", "weights", "seed", "return", "length", "terminated");

  private final MetricsWriter metrics;
  private final MetricsWriter episodes;

  private CloningMetrics(MetricsWriter metrics, MetricsWriter episodes) {
    this.metrics = metrics;
    this.episodes = episodes;
  }

  /** Opens both tables at the rows that a checkpoint noted, or anew. */
  static CloningMetrics open(Run run, Optional<TrainingState> saved) {
    long rows = saved.map(state -> state.integer("metrics_rows")).orElse(0L);
    long episodeRows = saved.map(state -> state.integer("episode_rows")).orElse(0L);
    return new CloningMetrics(
        MetricsWriter.open(run.output(BehaviorCloning.METRICS), COLUMNS, rows),
        MetricsWriter.open(run.output(BehaviorCloning.EPISODES), EPISODE_COLUMNS, episodeRows));
  }

  /** Appends a point; when this returns, a loss of power does not lose it. */
  void append(EvaluationPoint point) {
    PolicyScore raw = point.raw().score();
    PolicyScore ema = point.ema().score();
    metrics.append(
        List.of(
            point.step(),
            point.epoch(),
            point.learningRate(),
            point.emaRate(),
            point.trainingLoss(),
            point.raw().validationLoss(),
            point.ema().validationLoss(),
            raw.meanReturn(),
            ema.meanReturn(),
            raw.normalizedReward(),
            ema.normalizedReward(),
            raw.meanLength(),
            ema.meanLength()));
    appendEpisodes(point.step(), "raw", raw);
    appendEpisodes(point.step(), "ema", ema);
    metrics.force();
    episodes.force();
  }

  /** Notes the rows that there are. */
  void save(TrainingState.Builder builder) {
    builder.put("metrics_rows", metrics.rows()).put("episode_rows", episodes.rows());
  }

  @Override
  public void close() {
    metrics.close();
    episodes.close();
  }

  private void appendEpisodes(long step, String weights, PolicyScore score) {
    for (EpisodeStatistics episode : score.episodes()) {
      episodes.append(
          List.of(
              step,
              weights,
              episode.seed(),
              episode.undiscountedReturn(),
              episode.length(),
              episode.terminated()));
    }
  }
}
