package io.papilio.expert.training;

import io.papilio.artifacts.run.AtomicFile;
import io.papilio.artifacts.run.RunDirectory;
import io.papilio.artifacts.tensorfile.CheckpointStore;
import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.Rollout;
import io.papilio.core.rollout.RunInterruptedException;
import io.papilio.core.validation.Require;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.expert.policy.ExpertFile;
import io.papilio.expert.replay.ReplayBuffer;
import io.papilio.expert.replay.TransitionBatch;
import io.papilio.expert.sac.ActionDraws;
import io.papilio.expert.sac.Collector;
import io.papilio.expert.sac.SacConfig;
import io.papilio.expert.sac.SoftActorCritic;
import io.papilio.expert.sac.SquashedGaussianActor;
import io.papilio.expert.sac.UpdateStatistics;
import io.papilio.learner.optimizer.TrainingDivergedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Trains an expert in a run's directory: {@code model.safetensors} is the best policy so far, by
 * deterministic mean return, {@code metrics.csv} has a row per evaluation, as has the file of
 * events that TensorBoard reads, and {@code checkpoint.safetensors} holds what an interrupted run
 * goes on from, bit for bit like an unbroken one.
 *
 * <p>A checkpoint holds the environments in the middle of their episodes. Where they cannot be
 * kept, they begin new episodes after each checkpoint, and a run that was stopped by hand goes on
 * with new ones.
 */
public final class SacTrainer implements AutoCloseable {
  private final SacConfig config;
  private final EnvironmentSpec spec;
  private final RunDirectory directory;
  private final CheckpointStore store;
  private final SoftActorCritic learner;
  private final ReplayBuffer buffer;
  private final Collector collector;
  private final SacEvaluator evaluation;
  private final ActionDraws draws;
  private final TransitionBatch batch;
  private final NumpyGenerator minibatches;
  private long step;
  private long metricsRows;
  private OptionalLong checkpointStep = OptionalLong.empty();
  private double bestReturn = Double.NEGATIVE_INFINITY;
  private UpdateStatistics statistics = UpdateStatistics.NONE;

  /**
   * Begins a run, or goes on with the one in the directory.
   *
   * @param environments to collect in, as many as the configuration says, with the automatic reset
   *     in the same step; the caller's to close
   * @param evaluationEnvironments with the automatic reset at the next step; the caller's to close
   * @throws io.papilio.core.validation.InvalidValueException when the directory is another run's,
   *     or the action space is not a bounded box
   */
  public SacTrainer(
      SacConfig config,
      VectorEnvironment environments,
      VectorEnvironment evaluationEnvironments,
      Path directory) {
    this(config, environments, evaluationEnvironments, directory, Optional.empty());
  }

  /**
   * Begins a run where another one stopped, with settings of its own, or goes on with the one in
   * the directory.
   *
   * @param from directory of the other run, with the same environment, seed, networks and replay
   *     buffer; read only when the run begins, but the same each time
   * @throws io.papilio.core.validation.InvalidValueException also when there is no checkpoint of
   *     it, or not the one that the run was begun with, or a setting would have no effect; then
   *     nothing was written
   */
  public SacTrainer(
      SacConfig config,
      VectorEnvironment environments,
      VectorEnvironment evaluationEnvironments,
      Path directory,
      Optional<Path> from) {
    this.config = config;
    Require.that(
        environments.size() == config.numEnvs(),
        "environments",
        environments.size(),
        "numEnvs, " + config.numEnvs());
    spec = environments.spec();
    SacLineage origin = SacLineage.of(directory, from);
    Map<String, Object> settings = origin.settings(spec.id(), config);
    this.directory = RunDirectory.verify(directory, settings, origin.defaults());
    store = new CheckpointStore(this.directory.checkpoint());
    RandomStreams streams = RandomStreams.of(config.seed());
    int observationSize = spec.observationBox().size();
    int actionSize = spec.actionBox().size();
    ReplayMemory.require(config, observationSize, actionSize, Runtime.getRuntime().maxMemory());
    buffer = new ReplayBuffer(observationSize, actionSize, config.bufferSize());
    collector = new Collector(environments, buffer, streams);
    evaluation =
        new SacEvaluator(new Rollout(evaluationEnvironments), config.evaluationEpisodes(), streams);
    batch = new TransitionBatch(config.batchSize(), observationSize, actionSize);
    minibatches = streams.stream("minibatches");
    learner = new SoftActorCritic(config, observationSize, actionSize, streams);
    draws = new ActionDraws(learner.actor(), config.numEnvs());
    store.load().ifPresentOrElse(this::restore, () -> start(from, origin));
    this.directory.begin(settings);
    AtomicFile.deleteLeftovers(model());
  }

  /** The file of a run's last checkpoint. */
  public static Path checkpoint(Path directory) {
    return directory.resolve("checkpoint.safetensors");
  }

  /** The file of the best policy. */
  public Path model() {
    return directory.path().resolve(ExpertFile.NAME);
  }

  /** Environment steps taken so far. */
  public long step() {
    return step;
  }

  /** Mean return of the best policy so far; minus infinity before the first evaluation. */
  public double bestReturn() {
    return bestReturn;
  }

  /**
   * Trains up to the configured number of environment steps, where it evaluates and checkpoints
   * whatever the intervals say.
   *
   * @throws RunInterruptedException when {@code progress} asked to stop; a checkpoint was left
   * @throws TrainingDivergedException when a loss is no longer finite; the last checkpoint stays
   */
  public void train(Progress progress) {
    try (SacMetrics metrics = SacMetrics.open(directory, metricsRows)) {
      long reported = collector.episodes();
      while (step < config.totalSteps()) {
        long before = step;
        takeStep();
        boolean last = step >= config.totalSteps();
        if (last || passed(config.evaluationInterval(), before)) {
          evaluate(metrics);
        }
        if (last || collector.episodes() > reported) {
          reported = collector.episodes();
          progress.advance(Math.min(step, config.totalSteps()), config.totalSteps(), note());
        }
        boolean stop = !last && progress.stopRequested();
        if (last || stop || passed(config.checkpointInterval(), before)) {
          checkpoint(metrics);
        }
        if (stop) {
          throw new RunInterruptedException(
              "stopped after step " + step + "; the same command goes on from there");
        }
      }
    }
  }

  private boolean passed(long interval, long before) {
    return step / interval > before / interval;
  }

  private void takeStep() {
    long before = step;
    if (step < config.learningStarts()) {
      collector.explore();
    } else {
      collector.choose(draws);
      requireFinite("action of the policy", draws.actions());
      collector.step(draws.actions());
    }
    step += collector.size();
    if (step > config.learningStarts()) {
      long due = step / config.stepsPerUpdate() - before / config.stepsPerUpdate();
      for (long i = 0; i < due * config.updatesInARow(); i++) {
        buffer.sample(minibatches, batch);
        statistics = learner.update(batch);
        requireFinite("critic loss", statistics.criticLoss());
        requireFinite("actor loss", statistics.actorLoss());
        requireFinite("temperature", statistics.temperature());
      }
    }
  }

  private void requireFinite(String quantity, double value) {
    if (!Double.isFinite(value)) {
      throw new TrainingDivergedException(quantity, value, step, checkpointStep);
    }
  }

  private void requireFinite(String quantity, float[] values) {
    for (float value : values) {
      requireFinite(quantity, value);
    }
  }

  /** What is evaluated or kept must be finite: nothing good would come after it. */
  private void requireFiniteParameters() {
    requireFinite("parameter of the policy", learner.actor().phi());
    requireFinite("parameter of the critics", learner.critic().theta());
  }

  private void evaluate(SacMetrics metrics) {
    requireFiniteParameters();
    List<Number> row = new ArrayList<>(List.of(step, collector.episodes(), collector.lastReturn()));
    row.addAll(score(learner.actor()));
    row.addAll(
        List.of(
            statistics.criticLoss(),
            statistics.actorLoss(),
            statistics.entropy(),
            statistics.temperature()));
    row.addAll(
        learner
            .average()
            .map(average -> score(average.actor()))
            .orElse(List.of(Double.NaN, Double.NaN, Double.NaN)));
    metrics.append(row);
  }

  /** The mean and the least return and the mean length; keeps the best policy. */
  private List<Double> score(SquashedGaussianActor actor) {
    List<EpisodeStatistics> episodes = evaluation.run(actor);
    double mean = EpisodeStatistics.meanReturn(episodes);
    if (mean > bestReturn) {
      bestReturn = mean;
      ExpertFile.write(model(), spec, actor, step, mean);
    }
    double min =
        episodes.stream().mapToDouble(EpisodeStatistics::undiscountedReturn).min().orElseThrow();
    return List.of(mean, min, EpisodeStatistics.meanLength(episodes));
  }

  private String note() {
    return String.format(
        java.util.Locale.ROOT,
        "return %.0f, best evaluation %s",
        collector.lastReturn(),
        Double.isFinite(bestReturn) ? Math.round(bestReturn) : "none yet");
  }

  private void checkpoint(SacMetrics metrics) {
    requireFiniteParameters();
    TrainingState.Builder state = TrainingState.builder();
    state.put("step", step).put("metrics-rows", metrics.forcedRows());
    state.put("best-return", bestReturn);
    state.put("statistics", statistics.toArray());
    state.put("minibatches", minibatches);
    buffer.save("replay", state);
    collector.save(state);
    learner.save(state);
    store.save(state.build());
    checkpointStep = OptionalLong.of(step);
  }

  private void start(Optional<Path> from, SacLineage origin) {
    if (from.isPresent()) {
      begin(SacWarmStart.read(from.get(), spec.id(), config));
      origin.verify(directory);
    }
    SacResults.requireNone(directory, step, config);
  }

  private void restore(TrainingState state) {
    metricsRows = state.integer("metrics-rows");
    bestReturn = state.number("best-return");
    SacResults.requireModel(model(), bestReturn);
    begin(state);
    checkpointStep = OptionalLong.of(step);
  }

  /** Takes over what a run has learned and seen, but not what it has written. */
  private void begin(TrainingState state) {
    step = state.integer("step");
    statistics = UpdateStatistics.of(state.doubles("statistics", 4));
    state.restore("minibatches", minibatches);
    buffer.restore("replay", state);
    collector.restore(state);
    learner.restore(state);
  }

  /** Frees the networks. */
  @Override
  public void close() {
    learner.close();
  }
}
