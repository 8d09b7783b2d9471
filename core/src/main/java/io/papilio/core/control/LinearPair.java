package io.papilio.core.control;

import io.papilio.core.env.Keyword;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.linalg.Matrix;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.util.List;

/**
 * A challenging pair: two systems x' = A_i x + u with an expert u = K_i x each, of which
 * demonstrations along e2 cannot show which one they are of, and that no linear clone stabilizes
 * both. A_i and A_i + K_i are stable, A_1 e2 = A_2 e2 and K_1 e2 = K_2 e2, and e2 is an eigenvector
 * of A_i + K_i; yet for every K with K e2 = K_i e2, the spectral radius of A_1 + K or that of A_2 +
 * K is at least {@link #leastGrowth}, which exceeds 1.
 *
 * <p>Source: "The Pitfalls of Imitation Learning" (Simchowitz, Pfrommer, Jadbabaie, arXiv
 * 2503.09722), the lemma of the challenging pair. The talk's slides state it without the matrices;
 * these are ours.
 *
 * @param systems both, B = I
 * @param expertGains K_1 and K_2
 */
public record LinearPair(List<LinearSystem> systems, List<Matrix> expertGains) {
  public static final String ID = "LinearPair-v0";

  private static final Keyword<String> PAIR =
      Keyword.text("pair", "mu", "the pair: mu, or fast, whose errors grow by 1.875 a step");
  private static final Keyword<Double> MU =
      Keyword.number("mu", 0.25, "difference mu of the systems of pair mu, > 0 and <= 0.25");

  /** The keywords that {@link #of} reads. */
  public static final List<Keyword<?>> KEYWORDS = List.of(PAIR, MU);

  public LinearPair {
    systems = List.copyOf(systems);
    expertGains = List.copyOf(expertGains);
  }

  /** The pair with these keywords. */
  public static LinearPair of(KeywordArguments keywords) {
    double mu = keywords.get(MU);
    return switch (keywords.get(PAIR)) {
      case "mu" -> mu(mu);
      case "fast" -> fast();
      default -> throw new InvalidValueException(PAIR.name(), keywords.get(PAIR), "mu or fast");
    };
  }

  /**
   * The pair whose errors grow by at least 1 + µ/4 a step.
   *
   * @param mu µ, in (0, 1/4]
   */
  public static LinearPair mu(double mu) {
    Require.that(mu > 0 && mu <= 0.25, MU.name(), mu, "> 0 and <= 0.25");
    return new LinearPair(
        List.of(
            // A_1 = [[1 + µ, 1.5 µ], [-1.5 µ, 1 - 2 µ]]
            system(1 + mu, 1.5 * mu, -1.5 * mu, 1 - 2 * mu),
            // A_2 = [[-(1 - µ/2), 1.5 µ], [0, 1 - 2 µ]]
            system(-(1 - mu / 2), 1.5 * mu, 0, 1 - 2 * mu)),
        List.of(
            // K_1 = [[-(1 + µ), -1.5 µ], [0, 0]]
            Matrix.of(2, 2, -(1 + mu), -1.5 * mu, 0, 0),
            // K_2 = [[1 - µ/2, -1.5 µ], [0, 0]]
            Matrix.of(2, 2, 1 - mu / 2, -1.5 * mu, 0, 0)));
  }

  /** A pair whose errors grow by at least 1.875 a step, close to the bound 2 of all such pairs. */
  public static LinearPair fast() {
    return new LinearPair(
        List.of(system(2.8, 1.9, -1.83, -0.9), system(-0.95, 1.9, 0, -0.9)),
        List.of(Matrix.of(2, 2, -2.8, -1.9, 1.83, 1.4), Matrix.of(2, 2, 0.95, -1.9, 0, 1.4)));
  }

  /** The growth per step that no clone can avoid, (a_1 - a_2) / 2 with a_i the first of A_i. */
  public double leastGrowth() {
    // A_i + K is triangular with the diagonal a_i + k, d + K_22: min over k of max_i |a_i + k|
    return (systems.get(0).a().get(0, 0) - systems.get(1).a().get(0, 0)) / 2;
  }

  /** A gain that agrees with both experts along e2. Its first column is (k, 0). */
  public Matrix imitatorGain(double k) {
    Matrix expert = expertGains.get(0);
    return Matrix.of(2, 2, k, expert.get(0, 1), 0, expert.get(1, 1));
  }

  private static LinearSystem system(double... a) {
    return new LinearSystem(Matrix.of(2, 2, a), Matrix.identity(2));
  }
}
