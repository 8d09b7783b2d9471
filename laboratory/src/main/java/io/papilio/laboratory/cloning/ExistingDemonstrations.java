package io.papilio.laboratory.cloning;

import io.papilio.artifacts.minari.MinariDataset;
import io.papilio.artifacts.minari.MinariDescription;
import io.papilio.artifacts.run.Run;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.policy.Policy;
import io.papilio.core.provenance.Digest;
import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.space.Box;
import io.papilio.core.space.Discrete;
import io.papilio.core.space.Space;
import io.papilio.core.trajectory.TrajectorySource;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import io.papilio.learner.cloning.BehaviorCloningConfig;
import io.papilio.learner.evaluation.ExpertEpisodes;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The first trajectories of a data set that somebody recorded. Rewards are relative to their mean
 * return, or to that of an expert on the evaluation seeds.
 */
public final class ExistingDemonstrations implements DemonstrationSource {
  private static final String NAME = "demonstrations";

  private final MinariDataset dataset;
  private final TrajectorySource trajectories;
  private final Optional<Expert> expert;

  private record Expert(Policy policy, Digest digest) {}

  private ExistingDemonstrations(
      MinariDataset dataset, TrajectorySource trajectories, Optional<Expert> expert) {
    this.dataset = dataset;
    this.trajectories = trajectories;
    this.expert = expert;
  }

  /**
   * Reads the trajectories to learn from.
   *
   * @param environment where the imitator is evaluated
   * @throws InvalidValueException when the data set is of other spaces, has too few episodes, or
   *     has some of evaluation seeds
   */
  public static ExistingDemonstrations read(
      MinariDataset dataset, EnvironmentSpec environment, BehaviorCloningConfig config) {
    MinariDescription description = dataset.metadata().description();
    String as = ", as " + environment.id() + "; keyword arguments may change it: --env-keyword";
    Space observations = environment.observationSpace();
    requireAlike("observations", description.observationSpace(), observations, as);
    requireAlike("actions", description.actionSpace(), environment.actionSpace(), as);
    int wanted = config.data().trajectories();
    int found = dataset.metadata().totalEpisodes();
    Require.that(wanted <= found, "trajectories", wanted, "at most " + found + ", all there are");
    TrajectorySource trajectories = dataset.select(index -> index < wanted);
    if (description.environment().equals(environment.id())) {
      requireOtherSeeds(trajectories, config);
    }
    return new ExistingDemonstrations(dataset, trajectories, Optional.empty());
  }

  /**
   * The same trajectories, with rewards relative to an expert.
   *
   * @param digest of what decides the expert's actions
   */
  public ExistingDemonstrations relativeTo(Policy policy, Digest digest) {
    return new ExistingDemonstrations(
        dataset, trajectories, Optional.of(new Expert(policy, digest)));
  }

  @Override
  public String name() {
    return "the data set " + dataset.metadata().description().datasetId();
  }

  @Override
  public Map<String, Digest> inputs() {
    Map<String, Digest> inputs = new HashMap<>(Map.of(NAME, dataset.digest()));
    expert.ifPresent(known -> inputs.put("expert", known.digest()));
    return inputs;
  }

  @Override
  public Optional<Policy> expertPolicy() {
    return expert.map(Expert::policy);
  }

  @Override
  public TrajectorySource prepare(
      Run run, BehaviorCloningConfig config, RolloutRunner runner, Progress progress) {
    Path episodes = run.file(ExpertEpisodes.FILE_NAME);
    if (Files.notExists(episodes)) {
      ExpertEpisodes.write(
          episodes,
          expert
              .map(known -> runner.run(known.policy(), config.evaluationSeeds()))
              .orElseGet(this::demonstrated));
    }
    return trajectories;
  }

  private List<EpisodeStatistics> demonstrated() {
    List<EpisodeStatistics> statistics = new ArrayList<>();
    trajectories.forEach(trajectory -> statistics.add(EpisodeStatistics.of(trajectory)));
    return statistics;
  }

  private static void requireOtherSeeds(
      TrajectorySource trajectories, BehaviorCloningConfig config) {
    Set<BigInteger> evaluated = new HashSet<>(config.evaluationSeeds());
    trajectories.forEach(
        trajectory -> {
          String expected = "no seed of the demonstrations, as " + trajectory.describeSeed();
          Require.that(
              trajectory.seed().filter(evaluated::contains).isEmpty(),
              "evaluationSeed",
              config.evaluation().seed(),
              expected);
          Require.that(
              trajectory.seed().filter(config::isFreshSeed).isEmpty(),
              "demonstrationSeed",
              config.data().seed(),
              expected + ", from this seed + " + config.data().trajectories() + " on");
        });
  }

  /** Bounds may differ: they do not change what an imitator learns. */
  private static void requireAlike(String what, Space found, Space wanted, String as) {
    if (!isAlike(found, wanted)) {
      throw new InvalidValueException(
          NAME, "a data set of " + what + " " + text(found), text(wanted) + as);
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
