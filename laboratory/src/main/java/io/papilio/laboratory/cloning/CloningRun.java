package io.papilio.laboratory.cloning;

import io.papilio.artifacts.minari.MinariDataset;
import io.papilio.artifacts.minari.MinariFormat;
import io.papilio.artifacts.minari.MinariRecording;
import io.papilio.artifacts.run.RunDirectory;
import io.papilio.artifacts.tensorfile.CheckpointStore;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.EnvironmentUnavailableException;
import io.papilio.core.policy.Policy;
import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.settings.Settings;
import io.papilio.core.trajectory.TrajectorySource;
import io.papilio.expert.demonstration.DemonstrationRecorder;
import io.papilio.expert.lqr.LinearExperts;
import io.papilio.learner.cloning.BehaviorCloning;
import io.papilio.learner.cloning.BehaviorCloningConfig;
import io.papilio.learner.evaluation.ExpertEpisodes;
import io.papilio.learner.evaluation.PolicyEvaluator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A cloning run in a directory, from an expert to the weights of its imitator: {@link #prepare},
 * then {@link #train}. Opened again with the same configuration, it goes on where it stopped.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", the pipeline of appendix B.1.
 */
public final class CloningRun {
  private final BehaviorCloningConfig config;
  private final RunDirectory directory;
  private Optional<TrajectorySource> demonstrations = Optional.empty();

  private CloningRun(BehaviorCloningConfig config, RunDirectory directory) {
    this.config = config;
    this.directory = directory;
  }

  /** The defaults for an environment. */
  public static BehaviorCloningConfig defaultsFor(String environmentId) {
    return LinearExperts.ids().contains(environmentId)
        ? BehaviorCloningConfig.LINEAR_DEFAULTS
        : BehaviorCloningConfig.DEFAULTS;
  }

  /**
   * Opens a run, or begins one.
   *
   * @param origin what besides the configuration decides the run, by name: the environment with its
   *     options, the expert with its digest
   * @throws io.papilio.core.validation.InvalidValueException when the directory is of another run
   */
  public static CloningRun open(
      Path directory, BehaviorCloningConfig config, Map<String, String> origin) {
    Map<String, Object> all = new LinkedHashMap<>(new TreeMap<>(origin));
    all.putAll(Settings.toMap(config));
    return new CloningRun(config, RunDirectory.open(directory, all));
  }

  public RunDirectory directory() {
    return directory;
  }

  /** Gradient steps that the last checkpoint holds. */
  public long step() {
    return new CheckpointStore(directory.checkpoint())
        .load()
        .map(state -> state.integer("step"))
        .orElse(0L);
  }

  /** Whether nothing is left to do. */
  public boolean isFinished() {
    return directory.isFinished();
  }

  /**
   * Records the demonstrations and the expert's episodes on the evaluation seeds, unless they are
   * there.
   *
   * @param expertName what the expert is, in words
   */
  public void prepare(RolloutRunner runner, Policy expert, String expertName, Progress progress) {
    try {
      if (!MinariRecording.isComplete(directory.demonstrations())) {
        recordDemonstrations(runner, expert, expertName, progress);
      }
      if (Files.notExists(directory.expert())) {
        ExpertEpisodes.write(directory.expert(), runner.run(expert, config.evaluationSeeds()));
      }
    } catch (EnvironmentUnavailableException e) {
      throw resumable(e);
    }
  }

  /**
   * Takes a data set as it is instead: its first trajectories are learned from, and rewards are
   * divided by its mean return.
   *
   * @throws io.papilio.core.validation.InvalidValueException when it is not of such an environment,
   *     or has episodes of evaluation seeds
   */
  public void prepare(MinariDataset dataset, EnvironmentSpec environment) {
    var existing = new ExistingDemonstrations(dataset, environment);
    TrajectorySource chosen = existing.choose(config);
    demonstrations = Optional.of(chosen);
    if (Files.notExists(directory.expert())) {
      ExpertEpisodes.write(directory.expert(), ExistingDemonstrations.statistics(chosen));
    }
  }

  /**
   * Trains to the end, or until progress asks to stop.
   *
   * @param runner fastest with as many environments as there are evaluation seeds
   * @throws io.papilio.core.rollout.RunInterruptedException after a checkpoint
   */
  public void train(RolloutRunner runner, Progress progress) {
    double expertReturn = EpisodeStatistics.meanReturn(ExpertEpisodes.read(directory.expert()));
    var evaluator = new PolicyEvaluator(runner, config.evaluationSeeds(), expertReturn);
    TrajectorySource source =
        demonstrations.orElseGet(() -> MinariDataset.open(directory.demonstrations()));
    try (var cloning = new BehaviorCloning(config, directory, source, evaluator)) {
      cloning.run(progress);
    } catch (EnvironmentUnavailableException e) {
      throw resumable(e);
    }
  }

  private void recordDemonstrations(
      RolloutRunner runner, Policy expert, String expertName, Progress progress) {
    String text = config.demonstrationSeeds().size() + " episodes, recorded to be cloned";
    MinariRecording recording =
        MinariRecording.open(
            directory.demonstrations(),
            DemonstrationRecorder.describe(runner.spec(), "expert", expertName, text),
            MinariFormat.ARROW);
    new DemonstrationRecorder(runner, expert)
        .record(recording, config.demonstrationSeeds(), progress);
    recording.finish();
  }

  private EnvironmentUnavailableException resumable(EnvironmentUnavailableException e) {
    return new EnvironmentUnavailableException(
        e.getMessage()
            + "; the run in "
            + directory.path()
            + " is kept: the same command goes on from its last checkpoint",
        e);
  }
}
