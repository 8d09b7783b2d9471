package io.papilio.core.control;

import io.papilio.core.linalg.Matrix;
import io.papilio.core.validation.Require;
import java.util.List;

/**
 * Two systems x' = A_i x + u with an expert u = K_i x each, of which demonstrations along e2 cannot
 * show which one they are of, and that no clone stabilizes both: A_i and A_i + K_i are stable, A_1
 * e2 = A_2 e2 and K_1 e2 = K_2 e2 and e2 is an eigenvector of A_i + K_i, yet for every K with K e2
 * = K_i e2 the spectral radius of A_1 + K or that of A_2 + K is at least 1 + µ/4.
 *
 * <p>Source: "The Pitfalls of Imitation Learning" (Simchowitz, Pfrommer, Jadbabaie, arXiv
 * 2503.09722), the lemma of the challenging pair. The talk's slides state it without the matrices;
 * these are ours, and a test holds them to every statement.
 *
 * @param mu µ, in (0, 1/4]
 */
public record ChallengingPair(double mu) {
  public static final String ID = "ChallengingPair-v0";

  public ChallengingPair {
    Require.that(mu > 0 && mu <= 0.25, "mu", mu, "> 0 and <= 0.25");
  }

  /** Both systems, B = I. */
  public List<LinearSystem> systems() {
    return List.of(
        // A_1 = [[1 + µ, 1.5 µ], [-1.5 µ, 1 - 2 µ]]
        system(Matrix.of(2, 2, 1 + mu, 1.5 * mu, -1.5 * mu, 1 - 2 * mu)),
        // A_2 = [[-(1 - µ/2), 1.5 µ], [0, 1 - 2 µ]]
        system(Matrix.of(2, 2, -(1 - mu / 2), 1.5 * mu, 0, 1 - 2 * mu)));
  }

  /** The experts' gains, in the systems' order. */
  public List<Matrix> expertGains() {
    return List.of(
        // K_1 = [[-(1 + µ), -1.5 µ], [0, 0]]
        Matrix.of(2, 2, -(1 + mu), -1.5 * mu, 0, 0),
        // K_2 = [[1 - µ/2, -1.5 µ], [0, 0]]
        Matrix.of(2, 2, 1 - mu / 2, -1.5 * mu, 0, 0));
  }

  private static LinearSystem system(Matrix a) {
    return new LinearSystem(a, Matrix.identity(2));
  }
}
