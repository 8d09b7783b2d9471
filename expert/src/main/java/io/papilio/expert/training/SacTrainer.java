package io.papilio.expert.training;

import io.papilio.artifacts.run.Run;
import io.papilio.artifacts.table.TablePosition;
import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.random.RandomStreams;
import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.rollout.RunInterruptedException;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.Require;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.expert.policy.ExpertFile;
import io.papilio.expert.sac.SacConfig;
import io.papilio.expert.sac.SquashedGaussianActor;
import io.papilio.learner.averaging.AverageBank;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Trains an expert by soft actor-critic in a run. {@code model.safetensors} is the best policy so
 * far, by deterministic mean return; {@code metrics.csv} has the numbers of every evaluation, as
 * has the file of events that TensorBoard reads. A run resumes from its checkpoint bit for bit.
 *
 * <p>A checkpoint holds the environments in the middle of their episodes. Environments without
 * snapshots begin new episodes after each checkpoint; there, a run that was interrupted differs
 * from one that was not.
 */
public final class SacTrainer {
  private static final String METRICS_ROWS = "metrics-rows";

  private final SacConfig config;
  private final Run run;
  private final SacState state;
  private final SacEvaluator evaluator;
  private TablePosition metricsEnd = TablePosition.START;
  private boolean warmStarted;

  /**
   * Begins at the checkpoint of a run, or where another run stopped, or at step 0.
   *
   * @param environments to collect in, as many as the configuration says, with the automatic reset
   *     in the same step; the caller's to close
   * @param evaluation runs the episodes of evaluations; the caller's to close
   * @param from directory of another run with the same environment, seed, networks and replay
   *     buffer, read unless {@code run} has a checkpoint
   * @throws io.papilio.core.validation.InvalidValueException when the action space is not a bounded
   *     box, when {@code from} has no checkpoint, or when a setting would have no effect
   */
  public SacTrainer(
      SacConfig config,
      VectorEnvironment environments,
      RolloutRunner evaluation,
      Run run,
      Optional<Path> from) {
    this.config = config;
    this.run = run;
    Require.that(
        environments.size() == config.collection().numEnvs(),
        "environments",
        environments.size(),
        "numEnvs, " + config.collection().numEnvs());
    RandomStreams streams = RandomStreams.of(config.seed());
    state = new SacState(config, environments, streams, run.checkpoint());
    evaluator =
        new SacEvaluator(
            evaluation,
            config.schedule().evaluationEpisodes(),
            streams,
            run.output(ExpertFile.NAME));
    Optional<TrainingState> checkpoint = run.checkpoint().load();
    if (checkpoint.isPresent()) {
      restore(checkpoint.get());
    } else if (from.isPresent()) {
      state.restore(SacWarmStart.read(from.get(), environments.spec().id(), config));
      warmStarted = true;
    }
  }

  /** What decides a run. */
  public static Map<String, Object> identity(
      String environment, SacConfig config, Optional<Path> from) {
    Map<String, Object> identity = new LinkedHashMap<>(Map.of("env", environment));
    identity.putAll(Settings.toMap(config));
    identity.put("from", from.map(Path::toString).orElse(""));
    return identity;
  }

  /** Environment steps taken. */
  public long step() {
    return state.step();
  }

  /** Mean return of the best policy so far; minus infinity before the first evaluation. */
  public double bestReturn() {
    return evaluator.bestReturn();
  }

  /**
   * Trains up to the configured number of environment steps, with an evaluation and a checkpoint at
   * the last one.
   *
   * @throws RunInterruptedException when {@code progress} asks to stop; a checkpoint is written
   *     before
   * @throws io.papilio.learner.optimizer.TrainingDivergedException when a loss is no longer finite;
   *     the last checkpoint stays
   */
  public void train(Progress progress) {
    try (SacMetrics metrics = SacMetrics.open(run, metricsEnd)) {
      if (warmStarted) {
        // From here on the run does not depend on the other one.
        checkpoint(metrics);
      }
      long reported = state.collector().episodes();
      while (state.step() < config.schedule().totalSteps()) {
        long before = state.step();
        state.takeStep();
        boolean last = state.step() >= config.schedule().totalSteps();
        if (last || passed(config.schedule().evaluationInterval(), before)) {
          evaluate(metrics, last);
        }
        if (last || state.collector().episodes() > reported) {
          reported = state.collector().episodes();
          progress.advance(
              Math.min(state.step(), config.schedule().totalSteps()),
              config.schedule().totalSteps(),
              note());
        }
        boolean stop = !last && progress.stopRequested();
        if (last || stop || passed(config.schedule().checkpointInterval(), before)) {
          checkpoint(metrics);
        }
        if (stop) {
          throw new RunInterruptedException(
              "stopped after step " + state.step() + "; the same command resumes from there");
        }
      }
    }
  }

  private boolean passed(long interval, long before) {
    return state.step() / interval > before / interval;
  }

  /**
   * @param last whether the episodes are written, too
   */
  private void evaluate(SacMetrics metrics, boolean last) {
    state.requireFiniteParameters();
    metrics.append(
        state.step(),
        state.collector().episodes(),
        state.collector().lastReturn(),
        state.statistics());
    AverageBank averages = state.learner().averages();
    SquashedGaussianActor actor = state.learner().actor().copy();
    Map<String, List<EpisodeStatistics>> episodes = new LinkedHashMap<>();
    for (String name : averages.names()) {
      averages.copyTo(name, actor.phi());
      episodes.put(name, evaluator.score(actor, state.step()));
      metrics.append(state.step(), name, episodes.get(name));
    }
    if (last) {
      SacMetrics.writeEpisodes(run.output(SacMetrics.LAST_EPISODES), episodes);
    }
  }

  private String note() {
    double best = evaluator.bestReturn();
    return String.format(
        Locale.ROOT,
        "return %.0f, best evaluation %s",
        state.collector().lastReturn(),
        Double.isFinite(best) ? Math.round(best) : "none yet");
  }

  private void checkpoint(SacMetrics metrics) {
    state.requireFiniteParameters();
    TrainingState.Builder checkpoint = TrainingState.builder();
    state.save(checkpoint);
    metrics.position().save(checkpoint, METRICS_ROWS);
    checkpoint.put("best-return", evaluator.bestReturn());
    run.checkpoint().save(checkpoint.build());
  }

  private void restore(TrainingState checkpoint) {
    state.restore(checkpoint);
    metricsEnd = TablePosition.read(Optional.of(checkpoint), METRICS_ROWS);
    evaluator.restoreBestReturn(checkpoint.number("best-return"));
  }
}
