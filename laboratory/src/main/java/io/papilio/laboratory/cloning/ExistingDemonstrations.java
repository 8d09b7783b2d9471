package io.papilio.laboratory.cloning;

import io.papilio.artifacts.minari.MinariDataset;
import io.papilio.artifacts.minari.MinariDescription;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.space.Box;
import io.papilio.core.space.Discrete;
import io.papilio.core.space.Space;
import io.papilio.core.trajectory.TrajectorySource;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import io.papilio.learner.cloning.BehaviorCloningConfig;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A data set that somebody recorded, to be cloned in an environment.
 *
 * @param environment where the imitator is evaluated
 */
record ExistingDemonstrations(MinariDataset dataset, EnvironmentSpec environment) {
  private static final String NAME = "demonstrations";

  /**
   * The trajectories to learn from.
   *
   * @throws InvalidValueException when the data set is of other spaces, has too few episodes, or
   *     has some of evaluation seeds
   */
  TrajectorySource choose(BehaviorCloningConfig config) {
    MinariDescription description = dataset.metadata().description();
    String of = "a data set of ";
    requireAlike(
        of + "observations ", description.observationSpace(), environment.observationSpace());
    requireAlike(of + "actions ", description.actionSpace(), environment.actionSpace());
    int wanted = config.demonstrations().trajectories();
    int found = dataset.metadata().totalEpisodes();
    Require.that(wanted <= found, "trajectories", wanted, "at most " + found + ", all there are");
    boolean same = description.environment().equals(environment.id());
    Set<BigInteger> evaluated = new HashSet<>(config.evaluationSeeds());
    TrajectorySource chosen = dataset.select(index -> index < wanted);
    chosen.forEach(
        trajectory ->
            Require.that(
                !same || trajectory.seed().filter(evaluated::contains).isEmpty(),
                "evaluationSeed",
                config.evaluation().evaluationSeed(),
                "no seed of the demonstrations, as " + trajectory.describeSeed()));
    return chosen;
  }

  /** How the episodes went. */
  static List<EpisodeStatistics> statistics(TrajectorySource trajectories) {
    List<EpisodeStatistics> statistics = new ArrayList<>();
    trajectories.forEach(trajectory -> statistics.add(EpisodeStatistics.of(trajectory)));
    return statistics;
  }

  /** Bounds may differ: of a space with other types a data set may well be cloned. */
  private void requireAlike(String what, Space found, Space wanted) {
    if (!isAlike(found, wanted)) {
      throw new InvalidValueException(
          NAME, what + text(found), text(wanted) + ", as " + environment.id());
    }
  }

  private static boolean isAlike(Space found, Space wanted) {
    if (found instanceof Box box && wanted instanceof Box other) {
      return box.shape().equals(other.shape());
    }
    return found instanceof Discrete choices
        && wanted instanceof Discrete other
        && choices.n() == other.n()
        && choices.start() == other.start();
  }

  private static String text(Space space) {
    if (space instanceof Box box) {
      return "Box" + box.shape();
    }
    return space instanceof Discrete discrete
        ? "Discrete(" + discrete.n() + ")"
        : space.getClass().getSimpleName();
  }
}
