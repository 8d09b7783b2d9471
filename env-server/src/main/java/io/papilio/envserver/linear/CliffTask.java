package io.papilio.envserver.linear;

import io.papilio.core.control.LinearQuadraticProblems;
import io.papilio.core.control.LinearSystem;
import io.papilio.core.env.EnvironmentDescription;
import io.papilio.core.env.Keyword;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.linalg.Vector;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.validation.Require;
import java.util.List;

/**
 * Keeps a spring from falling off a cliff at the position κ: every step on firm ground gives the
 * reward 1, and a fall ends the episode.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", appendix B.5, equation B.1. The paper's reward of a
 * fall is minus infinity; here it is a keyword, 0 by default, so that the return counts the steps
 * survived. The paper gives neither the distribution of the initial state nor σ. Here the spring
 * starts at rest on average and never on the cliff's side: x1 = |initialScale n1| and x2 =
 * initialScale n2 with normal n1, n2. With σ = 0.007 the Riccati expert survives about 600 of 1000
 * steps on average, so that there is room above and below it.
 *
 * @param kappa κ, the cliff's position, negative
 * @param fallReward the reward of the step that falls
 */
record CliffTask(
    LinearSystem system, double kappa, double fallReward, double initialScale, double noiseScale)
    implements LinearTask {
  private static final Keyword<Double> KAPPA =
      Keyword.number("kappa", -0.05, "position kappa of the cliff, less than 0");
  private static final Keyword<Double> FALL_REWARD =
      Keyword.number("fall_reward", 0, "reward of the step that falls");
  private static final Keyword<Double> INITIAL_SCALE = Noise.initialScale(0.1);
  private static final Keyword<Double> NOISE_SCALE = Noise.noiseScale(0.007);

  static final EnvironmentDescription DESCRIPTION =
      LinearTask.describe(
          "Keep a spring away from a cliff",
          "1 if x_1 > kappa, else fall_reward, with x_1 the position of the spring after the step",
          "x_1 <= kappa",
          LinearTask.BUTTERFLY + ", appendix B.5, equation B.1",
          List.of(LinearQuadraticProblems.ETA, KAPPA, FALL_REWARD, INITIAL_SCALE, NOISE_SCALE));

  CliffTask {
    Require.that(kappa < 0 && Double.isFinite(kappa), KAPPA.name(), kappa, "a finite number < 0");
    Require.finite(fallReward, FALL_REWARD.name());
    Noise.requireScale(initialScale, INITIAL_SCALE);
    Noise.requireScale(noiseScale, NOISE_SCALE);
  }

  static CliffTask of(KeywordArguments keywords) {
    double eta = keywords.get(LinearQuadraticProblems.ETA);
    return new CliffTask(
        LinearQuadraticProblems.cliff(eta).system(),
        keywords.get(KAPPA),
        keywords.get(FALL_REWARD),
        keywords.get(INITIAL_SCALE),
        keywords.get(NOISE_SCALE));
  }

  @Override
  public Vector initialState(NumpyGenerator generator) {
    Vector x = Noise.normal(2, initialScale, generator);
    return Vector.of(Math.abs(x.get(0)), x.get(1));
  }

  @Override
  public double reward(Vector x, Vector u, Vector next) {
    // r = 1 if x1 > κ
    return isOver(next) ? fallReward : 1;
  }

  @Override
  public boolean isOver(Vector next) {
    return next.get(0) <= kappa;
  }
}
