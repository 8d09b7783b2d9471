package io.papilio.envserver.linear;

import io.papilio.core.control.LinearQuadraticProblems;
import io.papilio.core.control.LinearSystem;
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
  CliffTask {
    Require.that(kappa < 0 && Double.isFinite(kappa), "kappa", kappa, "a finite number < 0");
    Require.finite(fallReward, "fall_reward");
    Noise.requireScale(initialScale, "initial_scale");
    Noise.requireScale(noiseScale, "noise_scale");
  }

  static CliffTask of(KeywordArguments options) {
    options.checkKnown(List.of("eta", "kappa", "fall_reward", "initial_scale", "noise_scale"));
    double eta = options.number("eta", LinearQuadraticProblems.DEFAULT_ETA);
    return new CliffTask(
        LinearQuadraticProblems.cliff(eta).system(),
        options.number("kappa", -0.05),
        options.number("fall_reward", 0),
        options.number("initial_scale", 0.1),
        options.number("noise_scale", 0.007));
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
