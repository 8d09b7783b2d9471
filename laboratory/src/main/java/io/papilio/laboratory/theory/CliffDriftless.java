package io.papilio.laboratory.theory;

import io.papilio.core.rollout.RolloutSource;
import io.papilio.laboratory.numeric.Draws;
import io.papilio.laboratory.numeric.Mean;
import io.papilio.laboratory.report.chart.Point;
import io.papilio.laboratory.report.figure.Plot;
import io.papilio.laboratory.study.Claim;
import io.papilio.laboratory.study.Findings;
import io.papilio.laboratory.study.Study;
import java.util.ArrayList;
import java.util.List;

/**
 * EMA beside a cliff for four schedules, without drift.
 *
 * <p>Source: Proposition C.7, Corollary D.1, Examples D.1 to D.3.
 */
final class CliffDriftless {
  static final Study STUDY =
      new Study(
          "theory-cliff-driftless",
          "Schedules of the learning rate, without drift",
          "Proposition C.7, Corollary D.1, Examples D.1 to D.3",
          CliffDriftless::run);

  private static final double T = 100;
  private static final int PATHS = 3000;
  private static final Cliff CLIFF = new Cliff(0.2, 100);

  private CliffDriftless() {}

  /** The printed bound of Example D.1: η² (t - (1 - e^{-γt}) / γ). */
  static double exampleConstant(double gamma, double t) {
    return t + Math.expm1(-gamma * t) / gamma;
  }

  /** The printed bound of Example D.2, by Jensen, with the factor η² that is missing in print. */
  static double exampleInverseRoot(double gamma, double t) {
    // (1 - e^{-γt}) log(1 + (t - (1 - e^{-γt}) / γ) / (1 - e^{-γt}))
    double weight = -Math.expm1(-gamma * t);
    return weight * Math.log1p(exampleConstant(gamma, t) / weight);
  }

  /** The printed bound of Example D.3, t/2 - (1 - e^{-γt} (γt + 1)) / (γ² t), of ∫η_u du. */
  static double exampleLinear(double gamma, double t) {
    double gt = gamma * t;
    return t / 2 - (1 - Math.exp(-gt) * (gt + 1)) / (gamma * gamma * t);
  }

  private static Findings run(RolloutSource unused) {
    Findings found = new Findings();
    found.say(
        "θ(t) = ∫η_s dB_s from θ(0) = µ, t = 100, η = 1. Exact: raw variance H(t) = ∫η_u² du, EMA"
            + " variance ∫η_u² (1 − e^(−γ(t−u)))² du; simulated by Euler and Maruyama with "
            + PATHS
            + " paths.");
    found.say(
        "The benefit needs γ of the order of 1/t or less: the EMA then hardly leaves the start,"
            + " which is the optimum here. The plot has γt on its axis for that reason.");
    Draws draws = Draws.of("theory/cliff-driftless");
    for (Schedule schedule : Schedule.values()) {
      claimVariances(schedule, draws, found);
    }
    claimExamples(found);
    for (Schedule schedule : Schedule.values()) {
      claimCliff(schedule, found);
    }
    return found.plot(plot());
  }

  private static void claimVariances(Schedule schedule, Draws draws, Findings found) {
    String of = schedule.words() + ": ";
    double[][] last = schedule.simulate(0.1, T, 1000, PATHS, draws);
    found.claim(
        Claim.simulated(
            of + "raw variance",
            "Corollary D.1",
            schedule.raw(T, T),
            Mean.of(last[0], x -> x * x)));
    found.claim(
        Claim.simulated(
            of + "EMA variance, γ = 0.1",
            "Corollary D.1",
            schedule.average(0.1, T),
            Mean.of(last[1], x -> x * x)));
    double largest = 0;
    for (double gamma : Plot.ratios(1e-3, 10, 30)) {
      largest = Math.max(largest, schedule.average(gamma, T) / schedule.bound(gamma, T));
    }
    found.claim(
        Claim.atMost(
            of + "EMA variance ≤ ∫γe^(γ(s−t)) H(s) ds: largest ratio",
            "Corollary D.1",
            1,
            largest));
  }

  private static void claimExamples(Findings found) {
    double constant = 0;
    double root = 0;
    double linear = 0;
    for (double gamma : Plot.ratios(1e-3, 10, 30)) {
      constant =
          Math.max(constant, Schedule.CONSTANT.average(gamma, T) / exampleConstant(gamma, T));
      root = Math.max(root, Schedule.INVERSE_ROOT.average(gamma, T) / exampleInverseRoot(gamma, T));
      linear = Math.max(linear, Schedule.LINEAR.average(gamma, T) / exampleLinear(gamma, T));
    }
    found.claim(Claim.atMost("printed bound: largest ratio", "Example D.1", 1, constant));
    found.claim(
        Claim.atMost("printed bound: largest ratio", "Example D.2", 1, root)
            .corrected("The factor η² is missing in print."));
    found.claim(
        Claim.atMost("printed bound: largest ratio", "Example D.3", 1, linear)
            .corrected(
                "The print integrates η_s, not η_s²; its bound is weak but true. The raw variance"
                    + " is t/3, not t/2."));
  }

  private static void claimCliff(Schedule schedule, Findings found) {
    // E ℓ >= 1.1 ϵ² lets the raw iterate fall half of the time.
    double square = CLIFF.epsilon() * CLIFF.epsilon();
    double eta2 = Math.max(1, 2.2 * square / schedule.raw(T, T));
    if (schedule == Schedule.INVERSE) {
      eta2 = 2.2 * square / schedule.raw(T, T);
    }
    double gamma = 1;
    while (CLIFF.gap(eta2 * schedule.average(gamma, T)) > 2 * CLIFF.epsilon()) {
      gamma *= 0.9;
    }
    String of = schedule.words() + ", η² = " + Claim.number(eta2) + ": ";
    found.claim(
        Claim.atLeast(
            of + "raw gap ≥ C/2", "Proposition C.7", 50, CLIFF.gap(eta2 * schedule.raw(T, T))));
    found.claim(
        Claim.atMost(
                of + "EMA gap ≤ 2ϵ for some γ",
                "Proposition C.7",
                2 * CLIFF.epsilon(),
                CLIFF.gap(eta2 * schedule.average(gamma, T)))
            .remark("γt = " + Claim.number(gamma * T)));
    if (schedule == Schedule.INVERSE) {
      found.claim(
          Claim.atMost(
              of + "max Eℓ = O(ϵ): Eℓ of the raw iterate / ϵ",
              "Proposition C.7",
              1,
              eta2 * schedule.raw(T, T) / 2 / CLIFF.epsilon()));
    }
  }

  private static Plot plot() {
    Plot plot =
        new Plot(
            "Variance of the EMA relative to the raw iterate's, t = 100",
            Plot.Label.log("γt"),
            Plot.Label.linear("EMA / raw"));
    Draws draws = Draws.of("theory/cliff-driftless-plot");
    double[] times = Plot.ratios(0.01, 100, 50);
    for (Schedule schedule : Schedule.values()) {
      double raw = schedule.raw(T, T);
      plot.line(schedule.words(), Plot.points(times, x -> schedule.average(x / T, T) / raw));
      List<Point> simulated = new ArrayList<>();
      for (double x : new double[] {0.5, 2, 10}) {
        double[][] last = schedule.simulate(x / T, T, 500, 1000, draws);
        simulated.add(new Point(x, Mean.of(last[1], v -> v * v).value() / raw));
      }
      plot.measured("1000 paths", simulated);
    }
    return plot;
  }
}
