package io.papilio.laboratory.cloning;

import io.papilio.artifacts.run.Run;
import io.papilio.artifacts.run.RunConfig;
import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.rollout.SharedRunner;
import io.papilio.core.settings.Settings;
import io.papilio.core.space.Discrete;
import io.papilio.core.trajectory.TrajectorySource;
import io.papilio.core.validation.Require;
import io.papilio.expert.lqr.LinearExperts;
import io.papilio.learner.cloning.BehaviorCloning;
import io.papilio.learner.cloning.BehaviorCloningConfig;
import io.papilio.learner.cloning.ExpertRollouts;
import io.papilio.learner.evaluation.ExpertEpisodes;
import io.papilio.learner.evaluation.PolicyEvaluator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Cloning from an expert's demonstrations to the weights of its imitator.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", the pipeline of appendix B.1.
 *
 * @param runner records and evaluates; fastest with as many environments as evaluation seeds
 */
public record CloningRun(
    BehaviorCloningConfig config, DemonstrationSource source, RolloutRunner runner) {
  /** Among the inputs of a run with discrete actions: {@code discrete}, the only one no digest. */
  public static final String ACTIONS = "actions";

  /**
   * Checks that there is an expert for fresh trajectories.
   *
   * @throws io.papilio.core.validation.InvalidValueException when there is none
   */
  public CloningRun {
    Require.that(
        !config.data().freshTrajectories() || source.expertPolicy().isPresent(),
        "freshTrajectories",
        true,
        "false, or the --expert that the --demonstrations are of");
  }

  /** The defaults for an environment. */
  public static BehaviorCloningConfig defaultsFor(String environmentId) {
    return LinearExperts.isLinear(environmentId)
        ? BehaviorCloningConfig.LINEAR_DEFAULTS
        : BehaviorCloningConfig.DEFAULTS;
  }

  /** What decides the run: the environment, the demonstrations and the configuration. */
  public Map<String, Object> identity() {
    EnvironmentSpec environment = runner.spec();
    Map<String, String> inputs = new TreeMap<>();
    source.inputs().forEach((name, digest) -> inputs.put(name, digest.sha256()));
    if (environment.actionSpace() instanceof Discrete) {
      inputs.put(ACTIONS, "discrete");
    }
    Map<String, Object> identity = new LinkedHashMap<>(Map.of("env", environment.id()));
    identity.putAll(Settings.toMap(config));
    if (!config.data().freshTrajectories()) {
      // Runs from before there were any have no such line, and are resumed.
      ((Map<?, ?>) identity.get("data")).remove("fresh-trajectories");
    }
    identity.put(RunConfig.INPUTS, inputs);
    return identity;
  }

  /**
   * Gets the demonstrations, unless the run has them, and trains to the end.
   *
   * @throws io.papilio.core.rollout.RunInterruptedException when progress asks to stop
   */
  public void execute(Run run, Progress progress) {
    try {
      progress.begin("demonstrations");
      TrajectorySource demonstrations = source.prepare(run, config, runner, progress);
      progress.begin("cloning");
      SharedRunner shared = new SharedRunner(runner);
      try (var cloning =
          new BehaviorCloning(config, run, demonstrations, fresh(shared), evaluator(run, shared))) {
        cloning.run(progress);
      }
    } catch (EnvironmentException.Unavailable e) {
      String hint = "; repeat the command to resume the run in " + run.directory();
      throw EnvironmentException.of(e.reason(), e.getMessage() + hint, e);
    }
  }

  private Optional<ExpertRollouts> fresh(SharedRunner shared) {
    return config.data().freshTrajectories()
        ? source
            .expertPolicy()
            .map(expert -> new ExpertRollouts(expert, shared, config.evaluation().episodes()))
        : Optional.empty();
  }

  private PolicyEvaluator evaluator(Run run, RolloutRunner shared) {
    double expertReturn =
        EpisodeStatistics.meanReturn(ExpertEpisodes.read(run.file(ExpertEpisodes.FILE_NAME)));
    return new PolicyEvaluator(shared, config.evaluationSeeds(), expertReturn);
  }
}
