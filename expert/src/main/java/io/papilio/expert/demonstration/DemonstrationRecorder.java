package io.papilio.expert.demonstration;

import io.papilio.artifacts.minari.GymnasiumSpec;
import io.papilio.artifacts.minari.MinariDescription;
import io.papilio.artifacts.minari.MinariRecording;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.policy.Policy;
import io.papilio.core.rollout.EpisodeProgress;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.rollout.RunInterruptedException;
import io.papilio.core.space.Box;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.validation.InvalidValueException;
import java.math.BigInteger;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Records demonstrations, one per seed.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", appendix B.1, "Collecting expert trajectories".
 */
public final class DemonstrationRecorder {
  private final RolloutRunner runner;
  private final Policy policy;
  private final UnaryOperator<Trajectory> demonstration;

  /** Records the actions that a policy executes. */
  public DemonstrationRecorder(RolloutRunner runner, Policy policy) {
    this.runner = runner;
    this.policy = policy;
    this.demonstration = UnaryOperator.identity();
  }

  /**
   * Records the actions that an expert would choose along the episodes of another policy.
   *
   * @param policy chooses the actions that are executed
   * @param expert chooses the actions that are recorded
   */
  public DemonstrationRecorder(RolloutRunner runner, Policy policy, Policy expert) {
    this.runner = runner;
    this.policy = policy;
    this.demonstration = executed -> ExpertLabels.of(expert, executed);
  }

  /**
   * The description of a data set of an environment.
   *
   * @param spec of environments that were made with these keywords
   * @param datasetId Minari's
   * @param algorithm what acted, in words
   * @throws InvalidValueException for spaces that are not stored
   */
  public static MinariDescription describe(
      EnvironmentSpec spec,
      KeywordArguments keywords,
      String datasetId,
      String algorithm,
      String text) {
    if (!(spec.observationSpace() instanceof Box observations)) {
      String kind = spec.observationSpace().getClass().getSimpleName();
      throw new InvalidValueException("env", spec.id() + " of " + kind, "a box of observations");
    }
    return new MinariDescription(
        datasetId,
        spec.id(),
        keywords,
        observations,
        spec.actionSpace(),
        algorithm,
        text,
        GymnasiumSpec.json(spec, keywords));
  }

  /**
   * Records the seeds that are not recorded yet; the recording stays to be finished.
   *
   * @throws RunInterruptedException when progress asks to stop; what is recorded is kept
   */
  public void record(MinariRecording recording, List<BigInteger> seeds, Progress progress) {
    int before = recording.episodes();
    EpisodeProgress listener = new EpisodeProgress(progress, before, seeds.size());
    try {
      runner.record(
          policy,
          seeds.subList(before, seeds.size()),
          listener,
          executed -> recording.add(demonstration.apply(executed)));
    } catch (RunInterruptedException e) {
      throw new RunInterruptedException(
          "stopped after "
              + recording.episodes()
              + " of "
              + seeds.size()
              + " demonstrations; the same command resumes from there",
          e);
    }
  }
}
