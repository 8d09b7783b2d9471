package io.papilio.expert.sac;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.Require;
import io.papilio.learner.averaging.AverageSpec;
import java.util.List;

/**
 * Settings of a soft actor-critic run. The defaults are Stable-Baselines3's; its zoo differs for
 * the locomotion tasks in {@code learningStarts}, 10,000.
 */
public record SacConfig(
    @Setting("seed of every random stream of the run") @DefaultValue("0") long seed,
    @Setting("units of each of the two hidden layers") @DefaultValue("256") int hiddenUnits,
    @Setting(value = "averages of the policy's iterates to evaluate", name = "average")
        @DefaultValue("raw")
        List<AverageSpec> averages,
    @Setting("Schedule") Schedule schedule,
    @Setting("Collection") Collection collection,
    @Setting("Updates") Updates updates,
    @Setting("Temperature") Temperature temperature) {
  public static final SacConfig DEFAULTS = Settings.defaults(SacConfig.class);

  /** When a run ends, evaluates and saves. */
  public record Schedule(
      @Setting("environment steps to train for") @DefaultValue("1000000") long totalSteps,
      @Setting("environment steps between deterministic evaluations") @DefaultValue("5000")
          long evaluationInterval,
      @Setting("episodes per evaluation, side by side") @DefaultValue("10") int evaluationEpisodes,
      @Setting("environment steps between checkpoints") @DefaultValue("50000")
          long checkpointInterval) {
    public Schedule {
      Require.that(totalSteps > 0, "totalSteps", totalSteps, "> 0");
      Require.that(evaluationInterval > 0, "evaluationInterval", evaluationInterval, "> 0");
      Require.positive(evaluationEpisodes, "evaluationEpisodes");
      Require.that(checkpointInterval > 0, "checkpointInterval", checkpointInterval, "> 0");
    }
  }

  /** How transitions are collected and stored. */
  public record Collection(
      @Setting("environments to collect in at once") @DefaultValue("1") int numEnvs,
      @Setting("environment steps with uniform actions before the first update")
          @DefaultValue("100")
          long learningStarts,
      @Setting("transitions in the replay buffer") @DefaultValue("1000000") int bufferSize) {
    public Collection {
      Require.positive(numEnvs, "numEnvs");
      Require.nonNegative(learningStarts, "learningStarts");
      Require.positive(bufferSize, "bufferSize");
    }
  }

  /** How the networks are updated. */
  public record Updates(
      @Setting("learning rate of Adam for the actor, the critics and the temperature")
          @DefaultValue("3e-4")
          double learningRate,
      @Setting("transitions per minibatch") @DefaultValue("256") int batchSize,
      @Setting("tau, share of the critics in their targets at each update") @DefaultValue("0.005")
          double tau,
      @Setting("gamma, discount per environment step") @DefaultValue("0.99") double gamma,
      @Setting("environment steps between updates (train_freq in Stable-Baselines3)")
          @DefaultValue("1")
          int stepsPerUpdate,
      @Setting("updates in a row each time (gradient_steps in Stable-Baselines3)")
          @DefaultValue("1")
          int updatesInARow) {
    public Updates {
      Require.positive(learningRate, "learningRate");
      Require.positive(batchSize, "batchSize");
      Require.within(tau, 0, 1, "tau");
      Require.within(gamma, 0, 1, "gamma");
      Require.positive(stepsPerUpdate, "stepsPerUpdate");
      Require.positive(updatesInARow, "updatesInARow");
    }
  }

  /** The weight of the entropy, alpha. */
  public record Temperature(
      @Setting(value = "alpha at the start", name = "initial-temperature") @DefaultValue("1")
          double initial,
      @Setting(
              value = "whether alpha follows the target entropy (ent_coef auto)",
              name = "automatic-temperature")
          @DefaultValue("true")
          boolean automatic,
      @Setting("target entropy per action dimension") @DefaultValue("-1")
          double targetEntropyPerDimension) {
    public Temperature {
      Require.positive(initial, "initial");
      Require.finite(targetEntropyPerDimension, "targetEntropyPerDimension");
    }
  }

  public SacConfig {
    Require.nonNegative(seed, "seed");
    Require.positive(hiddenUnits, "hiddenUnits");
    averages = List.copyOf(averages);
    AverageSpec.requireDistinct(averages);
    // An array has less than 2^31 elements.
    Require.that(
        (long) updates.batchSize() * hiddenUnits < Integer.MAX_VALUE,
        "batchSize",
        updates.batchSize(),
        "less than 2^31 / hidden units, " + Integer.MAX_VALUE / hiddenUnits);
  }
}
