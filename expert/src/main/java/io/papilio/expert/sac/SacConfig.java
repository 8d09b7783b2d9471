package io.papilio.expert.sac;

import io.papilio.core.settings.Setting;
import io.papilio.core.validation.Require;

/**
 * Settings of a soft actor-critic run. The defaults are Stable-Baselines3's; its zoo differs for
 * the locomotion tasks in {@code learningStarts}, 10,000.
 */
public record SacConfig(
    @Setting("environment steps to train for") long totalSteps,
    @Setting("seed of every random stream of the run") long seed,
    @Setting("environments to collect in at once") int numEnvs,
    @Setting("step size of Adam for the actor, the critics and the temperature")
        double learningRate,
    @Setting("transitions that the replay buffer holds") int bufferSize,
    @Setting("environment steps with uniform actions before the first update") long learningStarts,
    @Setting("transitions per minibatch") int batchSize,
    @Setting("tau, share of the critics in their targets at each update") double tau,
    @Setting("gamma, discount per environment step") double gamma,
    @Setting("environment steps between updates (train_freq in Stable-Baselines3)")
        int stepsPerUpdate,
    @Setting("updates in a row each time (gradient_steps in Stable-Baselines3)") int updatesInARow,
    @Setting("units of each of the two hidden layers") int hiddenUnits,
    @Setting("gamma of a moving average of the policies that is evaluated too; 0: none")
        double actorAveraging,
    @Setting("temperature alpha at the start") double initialTemperature,
    @Setting("whether alpha follows the target entropy (ent_coef auto in Stable-Baselines3)")
        boolean automaticTemperature,
    @Setting("target entropy per action dimension") double targetEntropyPerDimension,
    @Setting("environment steps between deterministic evaluations") long evaluationInterval,
    @Setting("episodes per evaluation") int evaluationEpisodes,
    @Setting("environment steps between checkpoints") long checkpointInterval) {

  /** Stable-Baselines3's defaults. */
  public static final SacConfig DEFAULTS =
      new SacConfig(
          1_000_000, 0, 1, 3e-4, 1_000_000, 100, 256, .005, .99, 1, 1, 256, 0, 1, true, -1, 5000,
          10, 50_000);

  public SacConfig {
    Require.that(totalSteps > 0, "totalSteps", totalSteps, "> 0");
    Require.nonNegative(seed, "seed");
    Require.positive(numEnvs, "numEnvs");
    Require.atMost(numEnvs, 10_000, "numEnvs");
    Require.positive(learningRate, "learningRate");
    Require.positive(bufferSize, "bufferSize");
    Require.nonNegative(learningStarts, "learningStarts");
    Require.positive(batchSize, "batchSize");
    Require.atMost(batchSize, 1_000_000, "batchSize");
    Require.within(tau, 0, 1, "tau");
    Require.within(gamma, 0, 1, "gamma");
    Require.positive(stepsPerUpdate, "stepsPerUpdate");
    Require.positive(updatesInARow, "updatesInARow");
    Require.positive(hiddenUnits, "hiddenUnits");
    Require.atMost(hiddenUnits, 10_000, "hiddenUnits");
    // An array holds less than 2^31 numbers.
    Require.that(
        (long) batchSize * hiddenUnits < Integer.MAX_VALUE,
        "batchSize",
        batchSize,
        "less than 2^31 / hidden units, " + Integer.MAX_VALUE / hiddenUnits);
    Require.within(actorAveraging, 0, 1, "actorAveraging");
    Require.positive(initialTemperature, "initialTemperature");
    // Values scale with it, and Adam squares their gradients in float32.
    Require.that(
        initialTemperature <= 1e9, "initialTemperature", initialTemperature, "at most 1.0E9");
    Require.finite(targetEntropyPerDimension, "targetEntropyPerDimension");
    Require.that(evaluationInterval > 0, "evaluationInterval", evaluationInterval, "> 0");
    // Each has an environment of its own.
    Require.positive(evaluationEpisodes, "evaluationEpisodes");
    Require.atMost(evaluationEpisodes, 10_000, "evaluationEpisodes");
    Require.that(checkpointInterval > 0, "checkpointInterval", checkpointInterval, "> 0");
  }
}
