package io.papilio.envserver.linear;

import io.papilio.core.control.LinearQuadraticProblem;
import io.papilio.core.control.LinearQuadraticProblems;
import io.papilio.core.control.LinearSystem;
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
  MarginalTask {
    Noise.requireScale(initialScale, "initial_scale");
    Noise.requireScale(noiseScale, "noise_scale");
  }

  static MarginalTask of(KeywordArguments options) {
    options.checkKnown(List.of("initial_scale", "noise_scale"));
    return new MarginalTask(
        LinearQuadraticProblems.marginal(),
        options.number("initial_scale", 0.1),
        options.number("noise_scale", 0.01));
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
