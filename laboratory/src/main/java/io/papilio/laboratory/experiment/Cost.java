package io.papilio.laboratory.experiment;

import io.papilio.expert.lqr.LinearExperts;
import io.papilio.learner.cloning.BehaviorCloningConfig;
import io.papilio.learner.imitator.ImitatorKind;
import io.papilio.learner.imitator.TransformerConfig;
import java.time.Duration;
import java.util.Locale;

/** A rough estimate of the time that a run takes on one core, from its settings alone. */
public final class Cost {
  /** Of the matrix products of training and of acting. */
  private static final double FLOP_PER_SECOND = 5e10;

  /** Of a walking robot of MuJoCo. */
  private static final double SECONDS_PER_ENVIRONMENT_STEP = 1e-4;

  private static final double SECONDS_PER_LINEAR_STEP = 5e-6;

  private static final double STEPS_PER_EPISODE = 1000;

  /** Of one update of soft actor-critic. */
  private static final double SECONDS_PER_SAC_UPDATE = 5e-3;

  /** Sizes of observation and action together, as of Walker2d. */
  private static final double INPUTS_AND_OUTPUTS = 29;

  private static final double STARTUP_SECONDS = 4;

  private Cost() {}

  /** Seconds of one training seed. */
  public static double seconds(PlannedRun run) {
    if (run.command() == ExperimentCommand.TRAIN_EXPERT) {
      return STARTUP_SECONDS + run.steps() * SECONDS_PER_SAC_UPDATE;
    }
    if (run.command() == ExperimentCommand.TRAIN_LANGUAGE) {
      return STARTUP_SECONDS + LanguageCost.seconds(run.language());
    }
    BehaviorCloningConfig config = run.cloning();
    double width = config.imitator().width();
    double hidden = config.imitator().hiddenLayers();
    double parameters = (hidden - 1) * width * width + INPUTS_AND_OUTPUTS * width;
    if (config.imitator().kind() == ImitatorKind.TRANSFORMER) {
      TransformerConfig transformer = config.imitator().transformer();
      // Attention 4, feed-forward layers 8 matrices of the width, for each time step it sees.
      parameters = 12 * transformer.layers() * width * width * transformer.history();
    }
    double pairs =
        (double) config.steps()
            * config.optimizer().batchSize()
            * config.optimizer().update().accumulation();
    // Forward 2, backward 4 floating-point operations per parameter and pair.
    double training = 6 * parameters * pairs;
    // Every pair is a time step of the expert, but for those of the first epoch.
    double recorded = config.data().trajectories() * STEPS_PER_EPISODE;
    double side = 2.0 * config.evaluation().landscape().radius() + 1;
    double evaluations =
        Math.ceil((double) config.steps() / config.evaluation().interval())
            + config.evaluation().windowLength()
            + side * side * config.evaluation().landscape().steps().size();
    double environmentSteps =
        evaluations * config.averages().size() * config.evaluation().episodes() * STEPS_PER_EPISODE;
    double acting = 2 * parameters * environmentSteps;
    double expertSteps = config.data().freshTrajectories() ? Math.max(0, pairs - recorded) : 0;
    return STARTUP_SECONDS
        + (training + acting) / FLOP_PER_SECOND
        + (environmentSteps + expertSteps) * secondsPerStep(run.environment());
  }

  private static double secondsPerStep(String environment) {
    return LinearExperts.ids().contains(environment)
        ? SECONDS_PER_LINEAR_STEP
        : SECONDS_PER_ENVIRONMENT_STEP;
  }

  /** Seconds to record demonstrations. */
  public static double seconds(String environment, int trajectories) {
    return STARTUP_SECONDS + trajectories * STEPS_PER_EPISODE * secondsPerStep(environment);
  }

  /** Seconds of one training seed of each run of an experiment together. */
  public static double seconds(Experiment experiment, Scale scale) {
    return experiment.parts(scale).stream()
        .flatMap(part -> part.runs(scale).stream())
        .mapToDouble(Cost::seconds)
        .sum();
  }

  /** For people: {@code 40 s}, {@code 25 min}, {@code 3.5 h}. */
  public static String text(double seconds) {
    double hours = seconds / Duration.ofHours(1).toSeconds();
    return seconds < 90
        ? Math.round(seconds) + " s"
        : hours < 1.5
            ? Math.round(hours * 60) + " min"
            : String.format(Locale.ROOT, hours < 10 ? "%.1f h" : "%.0f h", hours);
  }
}
