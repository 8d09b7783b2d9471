package io.papilio.learner.cloning;

import io.papilio.core.env.EnvironmentException;
import io.papilio.core.policy.Policy;
import io.papilio.core.random.RandomStreams;
import io.papilio.core.rollout.Progress;
import io.papilio.core.space.Tensor;
import io.papilio.core.trajectory.TrajectorySource;
import io.papilio.core.validation.Require;
import io.papilio.learner.averaging.Iterates;
import io.papilio.learner.diagnostics.AttentionMap;
import io.papilio.learner.diagnostics.DemonstrationSupport;
import io.papilio.learner.diagnostics.DiagnosticsConfig;
import io.papilio.learner.diagnostics.Disagreement;
import io.papilio.learner.diagnostics.GradientNoise;
import io.papilio.learner.diagnostics.Landscape;
import io.papilio.learner.diagnostics.LandscapeConfig;
import io.papilio.learner.evaluation.PolicyEvaluator;
import io.papilio.learner.evaluation.PolicyScore;
import io.papilio.learner.imitator.ImitatorKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a run measures besides losses and returns, as its settings say. docs/metrics.md defines the
 * quantities.
 */
final class CloningDiagnostics {
  private final DiagnosticsConfig config;
  private final LandscapeConfig landscape;
  private final RandomStreams streams;
  private final TaskParameters parameters;
  private final Optional<Disagreement> disagreement;
  private final Optional<DemonstrationSupport> support;
  private final Map<String, Tensor> before = new HashMap<>();

  CloningDiagnostics(
      BehaviorCloningConfig config, CloningTask task, TrajectorySource demonstrations) {
    this.config = config.evaluation().diagnostics();
    landscape = config.evaluation().landscape();
    streams = RandomStreams.of(config.seed());
    parameters = new TaskParameters(task, streams, config.optimizer().batchSize());
    ImitatorKind kind = config.imitator().kind();
    Require.that(
        !hasAttention() || kind == ImitatorKind.TRANSFORMER,
        "attentionSteps",
        this.config.attentionSteps(),
        "none for an imitator of kind " + kind.name().toLowerCase(Locale.ROOT));
    int observations = this.config.disagreementObservations();
    disagreement =
        observations == 0
            ? Optional.empty()
            : Optional.of(Disagreement.on(demonstrations, observations));
    support =
        this.config.exitTimes()
            ? Optional.of(DemonstrationSupport.of(demonstrations))
            : Optional.empty();
  }

  /** Notes how the averages act one step before an evaluation. */
  void remember(Iterates state) {
    disagreement.ifPresent(
        d -> {
          for (String name : state.averages()) {
            before.put(name, d.actions(parameters.policy(state.average(name))));
          }
        });
  }

  /** The noise of the gradients at the newest iterate. */
  Map<String, Double> ofTraining(Iterates state) {
    Map<String, Double> quantities = new LinkedHashMap<>();
    if (config.gradientMinibatches() > 0) {
      float[] theta = state.theta();
      List<float[]> gradients = new ArrayList<>();
      for (int k = 0; k < config.gradientMinibatches(); k++) {
        gradients.add(parameters.gradient(theta, "gradient-noise/" + state.step() + "/" + k));
      }
      GradientNoise noise = GradientNoise.of(gradients);
      quantities.put("gradient_variance", noise.variance());
      quantities.put("gradient_squared_norm", noise.squaredNorm());
      quantities.put("gradient_noise_ratio", noise.ratio());
    }
    return quantities;
  }

  /** How differently an average acts from one step before. */
  Map<String, Double> ofAverage(String name, Policy policy) {
    return disagreement
        .map(
            d -> Map.of("disagreement", Disagreement.distance(before.get(name), d.actions(policy))))
        .orElse(Map.of());
  }

  /**
   * Scores policies.
   *
   * @param quantities of each policy; receive the mean time of the first exit, unless physics
   *     diverge
   */
  List<PolicyScore> evaluate(
      List<Policy> policies, PolicyEvaluator evaluator, List<Map<String, Double>> quantities) {
    if (support.isEmpty()) {
      return evaluator.evaluateAll(policies);
    }
    return IntStream.range(0, policies.size())
        .mapToObj(i -> evaluate(policies.get(i), evaluator, quantities.get(i)))
        .toList();
  }

  private PolicyScore evaluate(
      Policy policy, PolicyEvaluator evaluator, Map<String, Double> quantities) {
    try {
      List<Integer> exits = new ArrayList<>();
      PolicyScore score =
          evaluator.evaluate(
              policy, episode -> exits.add(support.orElseThrow().firstExit(episode)));
      double mean = exits.stream().mapToInt(exit -> exit).average().orElseThrow();
      quantities.put("exit_time", mean);
      return score;
    } catch (EnvironmentException.PhysicsDiverged e) {
      return evaluator.evaluate(policy);
    }
  }

  /** Whether attention weights are saved after training. */
  boolean hasAttention() {
    return !config.attentionSteps().isEmpty();
  }

  /** Writes the attention weights of an average along an episode. */
  void writeAttention(Path file, float[] weights, PolicyEvaluator evaluator) {
    AttentionMap.write(file, parameters.policy(weights), evaluator, config.attentionSteps());
  }

  /** Draws the map around an average, or what is missing of it. */
  void draw(Path file, float[] center, PolicyEvaluator evaluator, long step, Progress progress) {
    List<float[]> axes = new ArrayList<>();
    for (int axis = 1; axis <= 2; axis++) {
      String stream = "landscape/" + step + "/" + axis;
      axes.add(
          switch (landscape.directions()) {
            case GRADIENT -> parameters.gradient(center, stream);
            case RANDOM -> Landscape.random(center, parameters.tensors(), streams.stream(stream));
          });
    }
    Landscape map =
        new Landscape(center, axes.get(0), axes.get(1), landscape.spacing(), landscape.radius());
    map.draw(file, parameters, evaluator, progress);
  }
}
