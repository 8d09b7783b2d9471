package io.papilio.laboratory.pitfalls;

import io.papilio.core.control.LinearPair;
import io.papilio.core.linalg.Matrix;
import io.papilio.core.linalg.Vector;
import io.papilio.core.rollout.RolloutSource;
import io.papilio.laboratory.numeric.Draws;
import io.papilio.laboratory.report.figure.Plot;
import io.papilio.laboratory.study.Claim;
import io.papilio.laboratory.study.Findings;
import io.papilio.laboratory.study.Study;

/** The key lemma: two stable systems with stable experts that no common clone stabilizes. */
final class ChallengingPair {
  static final Study STUDY =
      new Study(
          "challenging-pair",
          "The challenging pair",
          Talk.PAIR + ", key lemma and corollary",
          ChallengingPair::run);

  private static final int DRAWS = 300;
  private static final Vector E2 = Vector.of(0, 1);

  private ChallengingPair() {}

  /** The least over k of the larger spectral radius of A_i + K̂, on a fine grid. */
  static double leastRadius(LinearPair pair) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = -4000; i <= 4000; i++) {
      least = Math.min(least, radius(pair, i / 1600.0));
    }
    return least;
  }

  private static double radius(LinearPair pair, double k) {
    Matrix clone = pair.imitatorGain(k);
    return Math.max(
        pair.systems().get(0).closedLoop(clone).spectralRadius(),
        pair.systems().get(1).closedLoop(clone).spectralRadius());
  }

  private static Findings run(RolloutSource unused) {
    Findings found = new Findings();
    found.say(
        "A clone K̂ that agrees with the data has K̂e2 = K_i e2; its first column (k, l) is free."
            + " A_i + K̂ is triangular with the diagonal a_i + k, d + K_22, so that the best k"
            + " gives the growth (a_1 − a_2)/2. Stable A_i with a common second column have a_1 −"
            + " a_2 < 4: the base stays below 2, the \"2^H\" of the slides is a limit.");
    claimProperties(found);
    for (double mu : new double[] {0.05, 0.25}) {
      found.claim(
          Claim.equal(
              "µ = " + mu + ": least over k of max_i ρ(A_i + K̂), 1 + µ/4",
              Talk.PAIR + ", 4",
              1 + mu / 4,
              leastRadius(LinearPair.mu(mu)),
              5e-4));
    }
    found.claim(
        Claim.equal(
            "fast pair: least over k of max_i ρ(A_i + K̂)",
            Talk.PAIR + ", 4",
            1.875,
            leastRadius(LinearPair.fast()),
            5e-4));
    double[] gains = Plot.differences(-1.5, 1, 101);
    return found.plot(
        new Plot(
                "Growth per step of the two closed loops, µ = ¼",
                Plot.Label.linear("k, what the clone does along e1"),
                Plot.Label.linear("spectral radius"))
            .line("A_1 + K̂", Plot.points(gains, k -> one(0, k)))
            .line("A_2 + K̂", Plot.points(gains, k -> one(1, k)))
            .line("stable below", Plot.points(gains, k -> 1)));
  }

  private static double one(int system, double k) {
    LinearPair pair = LinearPair.mu(0.25);
    return pair.systems().get(system).closedLoop(pair.imitatorGain(k)).spectralRadius();
  }

  private static void claimProperties(Findings found) {
    Draws draws = Draws.of("pitfalls/challenging-pair");
    double stable = 0;
    double invariant = 0;
    double indistinguishable = 0;
    double clone = Double.POSITIVE_INFINITY;
    for (int i = 0; i < DRAWS; i++) {
      LinearPair pair = i == 0 ? LinearPair.fast() : LinearPair.mu(draws.ratio(1e-3, 0.25));
      Matrix one = pair.expertGains().get(0);
      Matrix two = pair.expertGains().get(1);
      Vector sameAction = one.multiply(E2).subtract(two.multiply(E2));
      Vector sameState =
          pair.systems().get(0).a().multiply(E2).subtract(pair.systems().get(1).a().multiply(E2));
      indistinguishable = Math.max(indistinguishable, sameAction.norm() + sameState.norm());
      for (int j = 0; j < 2; j++) {
        Matrix closed = pair.systems().get(j).closedLoop(pair.expertGains().get(j));
        stable = Math.max(stable, pair.systems().get(j).a().spectralRadius());
        stable = Math.max(stable, closed.spectralRadius());
        invariant = Math.max(invariant, Math.abs(closed.multiply(E2).get(0)));
      }
      double k = draws.uniform(-4, 4);
      clone = Math.min(clone, radius(pair, k) - pair.leastGrowth());
    }
    String over = ", " + DRAWS + " draws of µ and k";
    found.claim(
        Claim.atMost(
            "largest spectral radius of A_i and A_i + K_i" + over, Talk.PAIR + ", 1", 1, stable));
    found.claim(Claim.atMost("e2 leaves its span by" + over, Talk.PAIR + ", 2", 1e-12, invariant));
    found.claim(
        Claim.atMost(
            "A_1e2 − A_2e2 and K_1e2 − K_2e2" + over, Talk.PAIR + ", 3", 1e-12, indistinguishable));
    found.claim(
        Claim.atLeast(
            "max_i ρ(A_i + K̂) exceeds (a_1 − a_2)/2 by at least" + over,
            Talk.PAIR + ", 4, and corollary",
            -1e-9,
            clone));
  }
}
