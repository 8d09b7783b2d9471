package io.papilio.envserver.linear;

import io.papilio.core.control.LinearQuadraticProblem;
import io.papilio.core.control.LinearQuadraticProblems;
import io.papilio.core.control.LinearSystem;
import io.papilio.core.env.EnvironmentDescription;
import io.papilio.core.env.Keyword;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.linalg.Vector;
import io.papilio.core.random.NumpyGenerator;
import java.util.List;

/**
 * Keeps a marginally stable system near zero: the reward is minus the quadratic cost.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", appendix B.4 and equation B.2. The paper does not
 * give the distribution of the initial state nor σ. Figure 18 shows one trajectory over some 900
 * steps that fills the square of ±0.2; so do these defaults.
 *
 * @param initialScale standard deviation of each coordinate of the initial state
 */
record MarginalTask(LinearQuadraticProblem problem, double initialScale, double noiseScale)
    implements LinearTask {
  private static final Keyword<Double> INITIAL_SCALE = Noise.initialScale(0.1);
  private static final Keyword<Double> NOISE_SCALE = Noise.noiseScale(0.01);

  static final EnvironmentDescription DESCRIPTION =
      LinearTask.describe(
          "Regulate a marginally stable system",
          "-|x|^2 - |u|^2, with x the state before the step and u the action",
          LinearTask.NEVER,
          LinearTask.BUTTERFLY + ", appendix B.4 and equation B.2",
          List.of(INITIAL_SCALE, NOISE_SCALE));

  MarginalTask {
    Noise.requireScale(initialScale, INITIAL_SCALE);
    Noise.requireScale(noiseScale, NOISE_SCALE);
  }

  static MarginalTask of(KeywordArguments keywords) {
    return new MarginalTask(
        LinearQuadraticProblems.marginal(), keywords.get(INITIAL_SCALE), keywords.get(NOISE_SCALE));
  }

  @Override
  public LinearSystem system() {
    return problem.system();
  }

  @Override
  public Vector initialState(NumpyGenerator generator) {
    return Noise.normal(problem.system().stateSize(), initialScale, generator);
  }

  @Override
  public double reward(Vector x, Vector u, Vector next) {
    // r(x, u) = -x'Qx - u'Ru
    return -problem.cost().of(x, u);
  }

  @Override
  public boolean isOver(Vector next) {
    return false;
  }
}
