package io.papilio.laboratory.pitfalls;

import io.papilio.core.rollout.RolloutSource;
import io.papilio.laboratory.numeric.Draws;
import io.papilio.laboratory.report.chart.Point;
import io.papilio.laboratory.report.figure.Plot;
import io.papilio.laboratory.study.Claim;
import io.papilio.laboratory.study.Findings;
import io.papilio.laboratory.study.Study;
import java.util.ArrayList;
import java.util.List;

/** Without stability, every algorithm pays until it has seen every direction. */
final class UnstableLowerBound {
  static final Study STUDY =
      new Study(
          "unstable-lower-bound",
          "Without stability: no algorithm is spared",
          "theorem on unstable problems",
          UnstableLowerBound::run);

  private static final double RHO = 2;
  private static final double START = 1e-3;
  private static final int HORIZON = 16;

  private UnstableLowerBound() {}

  /**
   * |x_h| of the learner with the least expected square: it plays 0 in a direction whose sign it
   * has not seen, and cancels it afterwards.
   */
  static double[] bayes(int directions, boolean[] positive) {
    double[] x = new double[HORIZON + 1];
    boolean[] seen = new boolean[directions];
    x[0] = START;
    for (int h = 0; h < HORIZON; h++) {
      int j = h % directions;
      double a = positive[j] ? RHO : -RHO;
      double u = seen[j] ? -a * x[h] : 0;
      seen[j] = true;
      x[h + 1] = a * x[h] + u;
    }
    return x;
  }

  private static Findings run(RolloutSource unused) {
    Findings found = new Findings();
    found.say(
        "An illustration: x' = ξ_j ρx + u with ρ = 2, where step h passes through direction j = h"
            + " mod d, and the signs ξ_j are hidden. Playing 0 minimizes E x'² for an unknown sign,"
            + " so that the error grows by ρ in each of the first d steps, whatever the algorithm;"
            + " the theorem's problems have exponentially many directions.");
    double best = Double.POSITIVE_INFINITY;
    for (double u = -4; u <= 4; u += 0.01) {
      best = Math.min(best, ((RHO + u) * (RHO + u) + (-RHO + u) * (-RHO + u)) / 2);
    }
    found.claim(
        Claim.equal(
            "least expected square of a step with an unknown sign, over u",
            "illustration",
            4,
            best,
            1e-3));
    Plot plot =
        new Plot(
            "Error of the Bayes learner with d hidden signs",
            Plot.Label.linear("step h"),
            Plot.Label.log("|x_h|"));
    Draws draws = Draws.of("pitfalls/unstable-lower-bound");
    for (int d : new int[] {2, 4, 8}) {
      double largest = 0;
      double after = 0;
      List<Point> points = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        boolean[] signs = new boolean[d];
        for (int j = 0; j < d; j++) {
          signs[j] = draws.generator().integers(2) == 0;
        }
        double[] x = bayes(d, signs);
        points = Plot.points(x);
        largest = Math.max(largest, Math.abs(x[d]));
        after = Math.max(after, Math.abs(x[d + 1]));
      }
      found.claim(
          Claim.equal(
              "d = " + d + ": error at H = d is ρ^d times the first, for all signs",
              "theorem on unstable problems",
              Math.pow(RHO, d) * START,
              largest,
              1e-12));
      found.claim(Claim.equal("d = " + d + ": and zero a step later", "illustration", 0, after, 0));
      plot.curve("d = " + d, points.stream().map(p -> new Point(p.x(), Math.abs(p.y()))).toList());
    }
    return found.plot(plot);
  }
}
