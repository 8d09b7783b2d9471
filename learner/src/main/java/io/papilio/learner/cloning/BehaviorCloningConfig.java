package io.papilio.learner.cloning;

import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.Require;
import io.papilio.learner.averaging.AverageSpec;
import io.papilio.learner.imitator.ImitatorConfig;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/**
 * Everything that decides a behavior cloning run, given the environment and the expert.
 *
 * @param imitator what is trained
 * @param optimizer how
 * @param averages which averages of the iterates are evaluated
 * @param data what it is trained on
 * @param evaluation when and on what it is evaluated
 */
public record BehaviorCloningConfig(
    @Setting("seed of the run: split, order of minibatches, initial weights") @DefaultValue("0")
        long seed,
    @Setting("gradient steps, T") @DefaultValue("80000") long steps,
    @Setting("Imitator") ImitatorConfig imitator,
    @Setting("Optimizer") OptimizerConfig optimizer,
    @Setting(value = "averages of the iterates to evaluate", name = "average")
        @DefaultValue("raw,ema")
        List<AverageSpec> averages,
    @Setting("Demonstrations") DemonstrationConfig data,
    @Setting("Evaluation") EvaluationConfig evaluation) {
  /** For the MuJoCo environments: a multilayer perceptron, Table 1 except for its width. */
  public static final BehaviorCloningConfig DEFAULTS =
      Settings.defaults(BehaviorCloningConfig.class);

  /**
   * For linear systems: u = K x at the constant rate 0.3 of appendix B.5. It is AdamW that keeps
   * such iterates moving: a linear expert is learned without any error, and there the noise of
   * plain SGD dies out.
   */
  public static final BehaviorCloningConfig LINEAR_DEFAULTS =
      Settings.of(DEFAULTS)
          .with(
              Map.of(
                  "steps", "2000",
                  "imitator.kind", "linear",
                  "optimizer.learning-rate", "0.3",
                  "averages", "raw,ema:burn-in=100",
                  "data.trajectories", "100",
                  "evaluation.interval", "20"));

  public BehaviorCloningConfig {
    averages = List.copyOf(averages);
    AverageSpec.requireDistinct(averages);
    Require.nonNegative(seed, "seed");
    Require.that(steps > 0, "steps", steps, "> 0");
    long recorded = data.seed();
    long evaluated = evaluation.seed();
    boolean before = recorded + data.trajectories() <= evaluated && !data.freshTrajectories();
    Require.that(
        before || evaluated + evaluation.episodes() <= recorded,
        "demonstrationSeed",
        recorded,
        "no seed that is also evaluated: " + evaluationSeedsInWords(evaluation));
  }

  /** The environment seeds of the demonstrations. */
  public List<BigInteger> demonstrationSeeds() {
    return EpisodeSeeds.of(data.seed(), data.trajectories());
  }

  /**
   * The environment seeds of an epoch of fresh trajectories, behind those of the epochs before.
   *
   * @param epoch counts from 0; epoch 0 has trajectories of {@link #demonstrationSeeds}
   */
  List<BigInteger> freshSeeds(long epoch, int trajectories) {
    long earlier = Math.multiplyExact(epoch - 1, (long) trajectories);
    long first = Math.addExact(data.seed() + data.trajectories(), earlier);
    return EpisodeSeeds.of(first, trajectories);
  }

  /** Whether a trajectory with this environment seed may be rolled out during the training. */
  public boolean isFreshSeed(BigInteger seed) {
    BigInteger first = BigInteger.valueOf(data.seed() + data.trajectories());
    return data.freshTrajectories() && seed.compareTo(first) >= 0;
  }

  /** The environment seeds of every evaluation. */
  public List<BigInteger> evaluationSeeds() {
    return EpisodeSeeds.of(evaluation.seed(), evaluation.episodes());
  }

  private static String evaluationSeedsInWords(EvaluationConfig evaluation) {
    long first = evaluation.seed();
    return first + " to " + (first + evaluation.episodes() - 1);
  }
}
