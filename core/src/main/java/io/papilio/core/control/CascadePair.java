package io.papilio.core.control;

import io.papilio.core.env.Keyword;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.linalg.Matrix;
import io.papilio.core.linalg.Vector;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import io.papilio.core.validation.Require;
import java.util.List;
import java.util.stream.Stream;

/**
 * A challenging pair with a nonlinear input that makes every clone err: the state is (y1, y2, z),
 * and
 *
 * <pre>
 *   y' = A_i y + u - φ(z) g(z) e1,   z' = 0
 *   expert: u = K_i y + φ(z) g(z) e1
 * </pre>
 *
 * with a smooth bump φ that is 1 on [2, 4] and 0 on [-1, 1], and a random smooth function g. An
 * episode begins with y = 0 and z in [2, 4], or with z = 0 and y along e2: demonstrations never
 * leave y1 = 0 and do not show the system. A clone's error in g moves y1 once, and from then on y1
 * grows as in the linear pair.
 *
 * <p>Source: "The Pitfalls of Imitation Learning" (arXiv 2503.09722), the main theorem's problem of
 * dimension 3, which the talk describes in words; the functions are ours.
 *
 * @param function seed of g
 */
public record CascadePair(LinearPair pair, int function) {
  public static final String ID = "CascadePair-v0";

  private static final Keyword<Integer> FUNCTION =
      Keyword.integer("function", 0, "seed of the random function g that the expert knows, >= 0");

  /** The keywords that {@link #of} reads. */
  public static final List<Keyword<?>> KEYWORDS =
      Stream.concat(LinearPair.KEYWORDS.stream(), Stream.of(FUNCTION)).toList();

  private static final int WAVES = 4;

  public CascadePair {
    Require.nonNegative(function, FUNCTION.name());
  }

  /** The problem with these keywords. */
  public static CascadePair of(KeywordArguments keywords) {
    return new CascadePair(LinearPair.of(keywords), keywords.get(FUNCTION));
  }

  /** The linear part of one system, of the state (y1, y2, z). */
  public LinearSystem linearPart(int index) {
    Matrix a = pair.systems().get(index).a();
    return new LinearSystem(
        Matrix.of(3, 3, a.get(0, 0), a.get(0, 1), 0, a.get(1, 0), a.get(1, 1), 0, 0, 0, 0),
        Matrix.of(3, 2, 1, 0, 0, 1, 0, 0));
  }

  /** An initial state (y1, y2, z). */
  public static Vector initial(NumpyGenerator generator) {
    return generator.integers(2) == 0
        ? Vector.of(0, generator.uniform(-1, 1), 0)
        : Vector.of(0, 0, generator.uniform(2, 4));
  }

  /** φ(z) g(z), as a function that draws g only once. */
  public Disturbance disturbance() {
    NumpyGenerator generator = RandomStreams.of(function).stream("cascade-pair");
    double[] amplitudes = new double[WAVES];
    double[] phases = new double[WAVES];
    for (int k = 0; k < WAVES; k++) {
      amplitudes[k] = generator.uniform(-0.5, 0.5) / (k + 1);
      phases[k] = generator.uniform(0, 2 * Math.PI);
    }
    // g(z) = sum_k α_k sin(k z + β_k)
    return z -> {
      double g = 0;
      for (int k = 0; k < WAVES; k++) {
        g += amplitudes[k] * StrictMath.sin((k + 1) * z + phases[k]);
      }
      return bump(z) * g;
    };
  }

  /** A function of z. */
  @FunctionalInterface
  public interface Disturbance {
    double at(double z);
  }

  /** φ: 0 up to 1, 1 on [2, 4], 0 from 5 on; every derivative exists. */
  static double bump(double z) {
    return z < 3 ? rise(z - 1) : rise(5 - z);
  }

  /** Smooth from 0 at t <= 0 to 1 at t >= 1. */
  private static double rise(double t) {
    if (t <= 0 || t >= 1) {
      return t <= 0 ? 0 : 1;
    }
    double up = StrictMath.exp(-1 / t);
    return up / (up + StrictMath.exp(-1 / (1 - t)));
  }
}
