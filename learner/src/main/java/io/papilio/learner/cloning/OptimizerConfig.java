package io.papilio.learner.cloning;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.Require;
import io.papilio.learner.loss.ActionLoss;
import io.papilio.learner.optimizer.AdamConfig;
import io.papilio.learner.optimizer.Optimizer;

/**
 * The optimizer and the schedule of its learning rate, eta_t = eta (1 - t/T)^power, behind a
 * warm-up of the steps that are left.
 *
 * <p>The default power 0 keeps the rate: gradient noise, and with it the oscillation of rewards,
 * then lasts to the last iterate, and the average, not a schedule, has to remove it; the paper's
 * advice is to train so (section 5). Its own default is 1, linear decay (B.1.2, item 4).
 */
public record OptimizerConfig(
    @Setting("pairs in a minibatch (Table 1: 32)") @DefaultValue("32") int batchSize,
    @Setting("eta, learning rate of the first step (Table 1: 3e-4)") @DefaultValue("3e-4")
        double learningRate,
    @Setting("exponent of the decay (1 - t/T)^power; 0 constant, 1 linear (B.1.2, item 4)")
        @DefaultValue("0")
        double learningRatePower,
    AdamBetas adam,
    UpdateConfig update,
    @Setting("decoupled weight decay (Table 1: 0.1)") @DefaultValue("0.1") double weightDecay,
    @Setting("loss of continuous actions (B.1.2, item 2: L1 and L2)") @DefaultValue("l2")
        ActionLoss loss) {
  public static final OptimizerConfig DEFAULTS = Settings.defaults(OptimizerConfig.class);

  /** PyTorch's default. */
  private static final double EPSILON = 1e-8;

  public OptimizerConfig {
    Require.positive(batchSize, "batchSize");
    Require.positive(learningRate, "learningRate");
    Require.that(
        learningRatePower >= 0 && Double.isFinite(learningRatePower),
        "learningRatePower",
        learningRatePower,
        "a finite number >= 0");
    Require.that(
        weightDecay >= 0 && Double.isFinite(weightDecay),
        "weightDecay",
        weightDecay,
        "a finite number >= 0");
  }

  /** The optimizer before its first step. */
  Optimizer create(int size) {
    var config = new AdamConfig(learningRate, adam.beta1(), adam.beta2(), EPSILON, weightDecay);
    return update.rule().create(config, size);
  }

  /** The rate of the step from iterate t to iterate t + 1, of {@code steps} in all. */
  double learningRateAt(long t, long steps) {
    long rising = update.warmUpSteps();
    if (t < rising) {
      // eta_t = eta (t + 1)/W
      return learningRate * (t + 1) / rising;
    }
    // eta_t = eta (1 - (t - W)/(T - W))^power
    return learningRate
        * StrictMath.pow(1 - (double) (t - rising) / (steps - rising), learningRatePower);
  }
}
