package io.papilio.envserver.linear;

import io.papilio.core.control.ErrorAmplification;
import io.papilio.core.control.LinearSystem;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.linalg.Vector;
import io.papilio.core.random.NumpyGenerator;
import java.util.List;

/**
 * Keeps a state near zero that nothing but the action changes: the reward is -|x|².
 *
 * <p>Source: "Butterfly Effects of SGD Noise", Proposition C.1. There is no noise in it; the first
 * state has E|x1|² = d, here N(0, I).
 *
 * @param initialScale standard deviation of each coordinate of the initial state
 */
record ErrorAmplificationTask(
    ErrorAmplification problem, LinearSystem system, double initialScale, double noiseScale)
    implements LinearTask {
  ErrorAmplificationTask {
    Noise.requireScale(initialScale, "initial_scale");
    Noise.requireScale(noiseScale, "noise_scale");
  }

  static ErrorAmplificationTask of(KeywordArguments options) {
    options.checkKnown(List.of("epsilon", "c", "dimension", "initial_scale", "noise_scale"));
    ErrorAmplification problem = ErrorAmplification.of(options);
    return new ErrorAmplificationTask(
        problem,
        problem.system(),
        options.number("initial_scale", 1),
        options.number("noise_scale", 0));
  }

  @Override
  public Vector initialState(NumpyGenerator generator) {
    return Noise.normal(problem.dimension(), initialScale, generator);
  }

  @Override
  public double reward(Vector x, Vector u, Vector next) {
    // r(x, u) = -|x|²
    return -x.dot(x);
  }

  @Override
  public boolean isOver(Vector next) {
    return false;
  }
}
