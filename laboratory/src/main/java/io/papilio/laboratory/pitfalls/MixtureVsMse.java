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

/** Cloning improper policies: which heads and inputs can. */
final class MixtureVsMse {
  static final Study STUDY =
      new Study(
          "mixture-vs-mse",
          "Cloning improper policies: mixture head, parity input",
          "slide \"Benevolent Gambler's Ruin\", takeaways",
          MixtureVsMse::run);

  private static final String SOURCE = "takeaway \"multi-modal policies can yield benefits\"";
  private static final double RHO = 1.5;
  private static final double NOISE = 0.1;
  private static final int PAIRS = 400;
  private static final int EPISODES = 2000;
  private static final int STEPS = 20;

  private MixtureVsMse() {}

  /**
   * Two arms u = k_j x with normal noise of a common variance, found by expectation maximization.
   *
   * @return the smaller gain, then the larger
   */
  static double[] mixture(double[] x, double[] u) {
    double[] k = {-0.5, 0.5};
    double variance = 1;
    for (int iteration = 0; iteration < 200; iteration++) {
      double[] xu = new double[2];
      double[] xx = new double[2];
      double squares = 0;
      for (int i = 0; i < x.length; i++) {
        double one = u[i] - k[0] * x[i];
        double two = u[i] - k[1] * x[i];
        // The probability that pair i is of arm 1, with equal weights of the arms
        double first = 1 / (1 + Math.exp((one * one - two * two) / (2 * variance)));
        xu[0] += first * x[i] * u[i];
        xx[0] += first * x[i] * x[i];
        xu[1] += (1 - first) * x[i] * u[i];
        xx[1] += (1 - first) * x[i] * x[i];
        squares += first * one * one + (1 - first) * two * two;
      }
      k[0] = xu[0] / xx[0];
      k[1] = xu[1] / xx[1];
      variance = squares / x.length;
    }
    return k;
  }

  private static Findings run(RolloutSource unused) {
    Draws draws = Draws.of("pitfalls/mixture");
    double[] x = new double[PAIRS];
    double[] u = new double[PAIRS];
    double[] timed = new double[PAIRS];
    for (int i = 0; i < PAIRS; i++) {
      x[i] = draws.uniform(-2, 2);
      u[i] = (draws.generator().integers(2) == 0 ? RHO : -RHO) * x[i] + NOISE * draws.normal();
      timed[i] = (i % 2 == 0 ? RHO : -RHO) * x[i] + NOISE * draws.normal();
    }
    double mse = slope(x, u);
    double[] arms = mixture(x, u);
    // The feature (-1)^t x, from t mod 2 as an input
    double[] signed = new double[PAIRS];
    for (int i = 0; i < PAIRS; i++) {
      signed[i] = i % 2 == 0 ? x[i] : -x[i];
    }
    double parity = slope(signed, timed);
    Findings found = new Findings();
    found.say(
        PAIRS
            + " pairs of gambler's ruin with ρ = 1.5 and noise of 0.1 on the labels; "
            + EPISODES
            + " episodes of 20 steps from x = 1, both signs ξ. The mixture has two linear arms,"
            + " found by expectation maximization.");
    found.claim(Claim.atMost("MSE head: |k| ≈ 0", SOURCE, 0.15, Math.abs(mse)));
    found.claim(
        Claim.atMost(
            "mixture head: largest | |k_j| − ρ |",
            Talk.GOAL,
            0.02,
            Math.max(Math.abs(-arms[0] - RHO), Math.abs(arms[1] - RHO))));
    found.claim(
        Claim.atMost(
            "parity with t mod 2 as an input: |k − ρ|", Talk.GOAL, 0.02, Math.abs(parity - RHO)));
    found.claim(
        Claim.atLeast(
            "P(|x_20| < 10⁻³) of the mixture",
            Talk.GOAL,
            0.9,
            share(last(arms[0], arms[1], draws))));
    found.claim(
        Claim.equal(
            "P(|x_20| < 10⁻³) of the MSE head", SOURCE, 0, share(last(mse, mse, draws)), 0));
    double two = Math.max(factor(RHO, parity), factor(-RHO, parity));
    found.claim(Claim.atMost("learned parity contracts: factor of two steps", SOURCE, 1, two));
    return found.plot(plot(x, u, mse, arms));
  }

  private static double factor(double a, double k) {
    return Math.abs((a + k) * (a - k));
  }

  private static double slope(double[] x, double[] u) {
    double xu = 0;
    double xx = 0;
    for (int i = 0; i < x.length; i++) {
      xu += x[i] * u[i];
      xx += x[i] * x[i];
    }
    return xu / xx;
  }

  private static double[] last(double one, double two, Draws draws) {
    double[] last = new double[EPISODES];
    for (int i = 0; i < EPISODES; i++) {
      double x = 1;
      for (int t = 0; t < STEPS; t++) {
        double k = draws.generator().integers(2) == 0 ? one : two;
        x = ((i % 2 == 0 ? RHO : -RHO) + k) * x;
      }
      last[i] = Math.abs(x);
    }
    return last;
  }

  private static double share(double[] last) {
    int small = 0;
    for (double x : last) {
      small += x < 1e-3 ? 1 : 0;
    }
    return (double) small / last.length;
  }

  private static Plot plot(double[] x, double[] u, double mse, double[] arms) {
    List<Point> data = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      data.add(new Point(x[i], u[i]));
    }
    double[] ends = {-2, 2};
    return new Plot(
            "Demonstrations of gambler's ruin and two clones",
            Plot.Label.linear("x"),
            Plot.Label.linear("u"))
        .markers("demonstrations", data)
        .line("MSE head", Plot.points(ends, v -> mse * v))
        .line("mixture, arm 1", Plot.points(ends, v -> arms[0] * v))
        .line("mixture, arm 2", Plot.points(ends, v -> arms[1] * v));
  }
}
