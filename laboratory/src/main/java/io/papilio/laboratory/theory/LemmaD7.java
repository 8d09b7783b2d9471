package io.papilio.laboratory.theory;

import io.papilio.laboratory.numeric.Draws;
import io.papilio.laboratory.study.Claim;
import io.papilio.laboratory.study.Findings;
import java.util.Arrays;

/**
 * A weighted average is at least w_{T-k+1} times the sum of its last k terms, if no term is
 * negative and the weights do not decrease.
 *
 * <p>Source: Lemma D.7, printed for weights that do not increase.
 */
final class LemmaD7 {
  private static final int DRAWS = 500;

  private LemmaD7() {}

  static void claim(Findings found) {
    double increasing = least(true);
    double decreasing = least(false);
    found.claim(
        Claim.atLeast(
                "Σ w_t ⟨h, θ(t)⟩ ≥ w_(T−k+1) Σ over the last k: least ratio, " + DRAWS + " draws",
                "Lemma D.7",
                1,
                increasing)
            .corrected(
                "Printed for non-increasing weights, with which the least ratio is "
                    + Claim.number(decreasing)
                    + "; the proof needs non-decreasing ones."));
  }

  /** The least ratio of the two sides over random weights in this order. */
  static double least(boolean increasing) {
    Draws draws = Draws.of("theory/lemma-d7");
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < DRAWS; i++) {
      int steps = draws.integer(2, 30);
      double[] weights = new double[steps];
      double[] terms = new double[steps];
      for (int t = 0; t < steps; t++) {
        weights[t] = draws.uniform(0, 1);
        terms[t] = draws.uniform(0, 1);
      }
      Arrays.sort(weights);
      if (!increasing) {
        for (int t = 0; t < steps / 2; t++) {
          double swapped = weights[t];
          weights[t] = weights[steps - 1 - t];
          weights[steps - 1 - t] = swapped;
        }
      }
      int k = draws.integer(1, steps);
      double all = 0;
      double last = 0;
      for (int t = 0; t < steps; t++) {
        all += weights[t] * terms[t];
        last += t >= steps - k ? weights[steps - k] * terms[t] : 0;
      }
      least = Math.min(least, all / last);
    }
    return least;
  }
}
