package io.papilio.learner.cloning;

import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.settings.Setting;
import io.papilio.core.validation.Require;
import io.papilio.learner.imitator.ImitatorConfig;
import io.papilio.learner.imitator.ImitatorKind;
import java.math.BigInteger;
import java.util.List;

/**
 * Everything that decides a behaviour cloning run, given the environment and the expert.
 *
 * @param imitator what is trained
 * @param optimizer how
 * @param averaging the average of iterates beside it
 * @param demonstrations what it is trained on
 * @param evaluation when and on what it is evaluated
 */
public record BehaviorCloningConfig(
    @Setting("seed of the run: split, order of minibatches, initial weights") long seed,
    @Setting("gradient steps, T") long steps,
    @Setting("pairs in a minibatch (Table 1: 32)") int batchSize,
    ImitatorConfig imitator,
    OptimizerConfig optimizer,
    AveragingConfig averaging,
    DemonstrationConfig demonstrations,
    EvaluationConfig evaluation) {
  /**
   * Defaults for the MuJoCo environments: a multilayer perceptron, Table 1 except for its width.
   */
  public static final BehaviorCloningConfig DEFAULTS =
      new BehaviorCloningConfig(
          0,
          20_000,
          32,
          ImitatorConfig.DEFAULTS,
          OptimizerConfig.DEFAULTS,
          AveragingConfig.DEFAULTS,
          DemonstrationConfig.DEFAULTS,
          EvaluationConfig.DEFAULTS);

  /**
   * Defaults for linear systems: u = K x at the constant rate 0.3 of appendix B.5. It is AdamW that
   * keeps such iterates moving: a linear expert is learned without any error, and there the noise
   * of plain SGD dies out.
   */
  public static final BehaviorCloningConfig LINEAR_DEFAULTS =
      new BehaviorCloningConfig(
          0,
          2_000,
          32,
          new ImitatorConfig(ImitatorKind.LINEAR, 3, 256, false, true),
          new OptimizerConfig(0.3, 0, 0.9, 0.999, 0.1),
          new AveragingConfig(0.75, 100, 1e-4),
          DemonstrationConfig.DEFAULTS,
          new EvaluationConfig(20, 20, 0));

  public BehaviorCloningConfig {
    Require.nonNegative(seed, "seed");
    Require.that(steps > 0, "steps", steps, "> 0");
    Require.positive(batchSize, "batchSize");
    Require.atMost(batchSize, 1_000_000, "batchSize");
    long recorded = demonstrations.demonstrationSeed();
    long evaluated = evaluation.evaluationSeed();
    Require.that(
        recorded + demonstrations.trajectories() <= evaluated
            || evaluated + evaluation.evaluationEpisodes() <= recorded,
        "demonstrationSeed",
        recorded,
        "no seed that is also evaluated: " + evaluationSeedsInWords(evaluation));
  }

  /** The environment seeds of the demonstrations. */
  public List<BigInteger> demonstrationSeeds() {
    return EpisodeSeeds.of(demonstrations.demonstrationSeed(), demonstrations.trajectories());
  }

  /** The environment seeds of every evaluation. */
  public List<BigInteger> evaluationSeeds() {
    return EpisodeSeeds.of(evaluation.evaluationSeed(), evaluation.evaluationEpisodes());
  }

  private static String evaluationSeedsInWords(EvaluationConfig evaluation) {
    long first = evaluation.evaluationSeed();
    return first + " to " + (first + evaluation.evaluationEpisodes() - 1);
  }
}
