package io.papilio.laboratory.pitfalls;

import io.papilio.core.linalg.Matrix;
import io.papilio.core.rollout.RolloutSource;
import io.papilio.laboratory.numeric.Draws;
import io.papilio.laboratory.report.chart.Point;
import io.papilio.laboratory.report.figure.Plot;
import io.papilio.laboratory.study.Claim;
import io.papilio.laboratory.study.Findings;
import io.papilio.laboratory.study.Study;
import java.util.ArrayList;
import java.util.List;

/** Cloning with a vanishing L2 error and the zero-one error 1. */
final class ZeroOneImpossible {
  static final Study STUDY =
      new Study(
          "zero-one-impossible",
          "No imitation in the zero-one loss",
          "warm-up theorem",
          ZeroOneImpossible::run);

  private static final String SOURCE = "warm-up theorem";
  private static final int TERMS = 52;
  private static final int TESTS = 2000;
  private static final int REPEATS = 9;

  private ZeroOneImpossible() {}

  /** π(x) = Σ_k α_k 2^-k cos 2πkx. */
  private static double value(double[] alpha, double x) {
    double sum = 0;
    // The smallest terms first, so that they count.
    for (int k = alpha.length; k >= 1; k--) {
      sum += Math.scalb(alpha[k - 1], -k) * Math.cos(2 * Math.PI * k * x);
    }
    return sum;
  }

  /** The L2 error of all of the first n/2 signs: √(Σ_{k>n/2} 4^-k / 2) = 2^(-n/2) / √6. */
  static double tail(int n) {
    return Math.pow(2, -n / 2.0) / Math.sqrt(6);
  }

  /**
   * The zero-one and the L2 error of least squares on n/2 terms from n examples.
   *
   * @param signs whether α_k is ±1 and coefficients are rounded to signs; else uniform in [-1, 1]
   */
  private static double[] errors(int n, boolean signs, Draws draws) {
    double[] alpha = new double[TERMS];
    for (int k = 0; k < TERMS; k++) {
      double drawn = draws.uniform(-1, 1);
      alpha[k] = signs ? Math.signum(drawn) : drawn;
    }
    double[] learned = fit(alpha, n, draws);
    for (int k = 0; k < learned.length && signs; k++) {
      learned[k] = Math.signum(learned[k]);
    }
    double wrong = 0;
    double squares = 0;
    for (int i = 0; i < TESTS; i++) {
      double x = draws.uniform(0, 1);
      double difference = value(learned, x) - value(alpha, x);
      wrong += difference != 0 ? 1.0 / TESTS : 0;
      squares += difference * difference / TESTS;
    }
    return new double[] {wrong, Math.sqrt(squares)};
  }

  private static double[] fit(double[] alpha, int n, Draws draws) {
    int m = n / 2;
    double[] f = new double[n * m];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      double x = draws.uniform(0, 1);
      y[i] = value(alpha, x);
      for (int k = 1; k <= m; k++) {
        f[i * m + k - 1] = Math.cos(2 * Math.PI * k * x);
      }
    }
    Matrix features = Matrix.of(n, m, f);
    Matrix gram = features.transpose().multiply(features);
    Matrix solved = gram.solve(features.transpose().multiply(Matrix.of(n, 1, y)));
    double[] learned = new double[m];
    for (int k = 1; k <= m; k++) {
      learned[k - 1] = Math.scalb(solved.get(k - 1, 0), k);
    }
    return learned;
  }

  private static double[] median(int n, boolean signs) {
    Draws draws = Draws.of("pitfalls/zero-one/" + n);
    List<double[]> all = new ArrayList<>();
    for (int i = 0; i < REPEATS; i++) {
      all.add(errors(n, signs, draws));
    }
    double[] wrong = all.stream().mapToDouble(e -> e[0]).sorted().toArray();
    double[] squares = all.stream().mapToDouble(e -> e[1]).sorted().toArray();
    return new double[] {wrong[0], squares[REPEATS / 2]};
  }

  private static Findings run(RolloutSource unused) {
    Findings found = new Findings();
    found.say(
        "π(x) = Σ α_k 2^(−k) cos 2πkx with α_k = ±1, x uniform in [0, 1]; least squares on n/2"
            + " terms from n examples, rounded to signs. What is left is the tail, 2^(−n/2)/√6 in"
            + " L2. Medians over "
            + REPEATS
            + " draws, in double precision.");
    found.say(
        "With ±1 alone, real numbers of infinite precision would reveal all α_k; the theorem's"
            + " probability one needs continuous α_k or finite precision. Both are shown.");
    List<Point> measured = new ArrayList<>();
    for (int n : new int[] {4, 8, 16, 32, 64}) {
      double[] errors = median(n, true);
      measured.add(new Point(n, errors[1]));
      found.claim(Claim.equal("n = " + n + ": L2 error", SOURCE + " B", tail(n), errors[1], 0.1));
      found.claim(
          Claim.equal("n = " + n + ": zero-one error, least", SOURCE + " A", 1, errors[0], 0.01));
    }
    double[] continuous = median(32, false);
    found.claim(
        Claim.equal(
            "n = 32, α_k uniform in [−1, 1]: zero-one error",
            SOURCE + " A",
            1,
            continuous[0],
            0.01));
    found.claim(
        Claim.atMost(
            "n = 32, α_k uniform in [−1, 1]: L2 error",
            SOURCE + " B",
            10 * tail(32),
            continuous[1]));
    double[] n = Plot.ratios(4, 64, 30);
    return found.plot(
        new Plot(
                "L2 error against the number of examples",
                Plot.Label.log("n"),
                Plot.Label.log("L2"))
            .line("2^(−n/2) / √6", Plot.points(n, v -> tail((int) v)))
            .measured("least squares", measured)
            .line("zero-one error", Plot.points(n, v -> 1)));
  }
}
