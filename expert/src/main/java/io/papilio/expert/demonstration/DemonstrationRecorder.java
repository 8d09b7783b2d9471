package io.papilio.expert.demonstration;

import io.papilio.artifacts.minari.GymnasiumSpec;
import io.papilio.artifacts.minari.MinariDescription;
import io.papilio.artifacts.minari.MinariRecording;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.policy.Policy;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.Rollout;
import io.papilio.core.rollout.RunInterruptedException;
import io.papilio.core.space.Box;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.learner.evaluation.ReportingPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Records demonstrations, one per seed.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", appendix B.1, "Collecting expert trajectories".
 */
public final class DemonstrationRecorder {
  private final VectorEnvironment environments;
  private final Demonstrator demonstrator;

  /**
   * @param environments with next-step autoreset; stays the caller's
   */
  public DemonstrationRecorder(VectorEnvironment environments, Demonstrator demonstrator) {
    this.environments = environments;
    this.demonstrator = demonstrator;
  }

  /**
   * The description of a data set of an environment, with Minari's id {@code ENVIRONMENT/NAME-v0}.
   *
   * @param spec of environments that were made without keywords
   * @param name what acted, in one word
   * @param algorithm what acted, in words
   * @throws InvalidValueException for spaces that are not stored
   */
  public static MinariDescription describe(
      EnvironmentSpec spec, String name, String algorithm, String text) {
    if (!(spec.observationSpace() instanceof Box observations)) {
      String kind = spec.observationSpace().getClass().getSimpleName();
      throw new InvalidValueException("env", spec.id() + " of " + kind, "a box of observations");
    }
    return new MinariDescription(
        EnvironmentSpec.fileName(spec.id()) + "/" + name + "-v0",
        spec.id(),
        observations,
        spec.actionSpace(),
        algorithm,
        text,
        GymnasiumSpec.json(spec));
  }

  /**
   * Records the seeds that are not recorded yet; the recording stays to be finished.
   *
   * @throws RunInterruptedException when progress asks to stop; what is recorded is kept
   */
  public void record(MinariRecording recording, List<Long> seeds, Progress progress) {
    String note = "";
    progress.advance(recording.episodes(), seeds.size(), note);
    for (int first = recording.episodes(); first < seeds.size(); first = recording.episodes()) {
      if (progress.stopRequested()) {
        throw new RunInterruptedException(
            "stopped after "
                + first
                + " of "
                + seeds.size()
                + " demonstrations; the same command goes on from there");
      }
      int end = Math.min(first + environments.size(), seeds.size());
      List<Trajectory> wave = play(first, end, seeds, progress, note);
      wave.forEach(recording::add);
      double mean = wave.stream().mapToDouble(Trajectory::undiscountedReturn).average().orElse(0);
      note = String.format(Locale.ROOT, "return %.1f", mean);
      progress.advance(end, seeds.size(), note);
    }
  }

  private List<Trajectory> play(
      int first, int end, List<Long> seeds, Progress progress, String note) {
    Demonstrator.Wave wave = demonstrator.begin(IntStream.range(first, end).boxed().toList());
    Policy policy = new ReportingPolicy(wave.policy(), progress, first, seeds.size(), note);
    List<Trajectory> demonstrations = new ArrayList<>();
    new Rollout(environments, policy)
        .record(
            seeds.subList(first, end),
            played -> demonstrations.add(wave.demonstration(demonstrations.size(), played)));
    return demonstrations;
  }
}
