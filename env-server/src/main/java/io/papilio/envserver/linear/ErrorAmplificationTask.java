package io.papilio.envserver.linear;

import io.papilio.core.control.ErrorAmplification;
import io.papilio.core.control.LinearSystem;
import io.papilio.core.env.EnvironmentDescription;
import io.papilio.core.env.Keyword;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.linalg.Vector;
import io.papilio.core.random.NumpyGenerator;
import java.util.stream.Stream;

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
  private static final Keyword<Double> INITIAL_SCALE = Noise.initialScale(1);
  private static final Keyword<Double> NOISE_SCALE = Noise.noiseScale(0);

  static final EnvironmentDescription DESCRIPTION =
      LinearTask.describe(
          "Regulate an error-amplifying system",
          "-|x|^2, with x the state before the step",
          LinearTask.NEVER,
          LinearTask.BUTTERFLY + ", Proposition C.1",
          Stream.concat(ErrorAmplification.KEYWORDS.stream(), Stream.of(INITIAL_SCALE, NOISE_SCALE))
              .toList());

  ErrorAmplificationTask {
    Noise.requireScale(initialScale, INITIAL_SCALE);
    Noise.requireScale(noiseScale, NOISE_SCALE);
  }

  static ErrorAmplificationTask of(KeywordArguments keywords) {
    ErrorAmplification problem = ErrorAmplification.of(keywords);
    return new ErrorAmplificationTask(
        problem, problem.system(), keywords.get(INITIAL_SCALE), keywords.get(NOISE_SCALE));
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
