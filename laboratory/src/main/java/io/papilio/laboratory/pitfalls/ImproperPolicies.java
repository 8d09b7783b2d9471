package io.papilio.laboratory.pitfalls;

import io.papilio.core.policy.improper.SwitchingRule;
import io.papilio.core.rollout.RolloutSource;
import io.papilio.laboratory.numeric.Draws;
import io.papilio.laboratory.numeric.Mean;
import io.papilio.laboratory.report.chart.Point;
import io.papilio.laboratory.report.figure.Plot;
import io.papilio.laboratory.study.Claim;
import io.papilio.laboratory.study.Findings;
import io.papilio.laboratory.study.Study;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Policies that depend on time, chance, or not smoothly on the state, on x' = ξρx + u. */
final class ImproperPolicies {
  static final Study STUDY =
      new Study(
          "improper-policies",
          "Improper policies stabilize what simple ones cannot",
          Talk.SCALAR + " to \"Benevolent Gambler's Ruin\"",
          ImproperPolicies::run);

  private static final double[] RHOS = {1.1, 1.5, 2, 3};
  private static final int EPISODES = 20_000;

  private ImproperPolicies() {}

  /** |x_0|, ..., |x_steps| under ±ρ̂x, as the rule chooses. */
  static double[] path(
      SwitchingRule rule, double a, double arm, double start, int steps, BigInteger seed) {
    double[] path = new double[steps + 1];
    SwitchingRule.Chooser chooser = rule.begin(seed);
    double x = start;
    path[0] = Math.abs(x);
    for (int t = 1; t <= steps; t++) {
      x = a * x + (chooser.first(x) ? arm : -arm) * x;
      path[t] = Math.abs(x);
    }
    return path;
  }

  private static Findings run(RolloutSource unused) {
    Findings found = new Findings();
    found.say(
        "x' = ξρx + u, ξ = ±1 hidden, ρ in {1.1, 1.5, 2, 3}; the policies are those of"
            + " core.policy.improper, which servers run, too. Costs are min(1, |x|).");
    claimSimple(found);
    claimExact(found);
    claimRuin(found);
    claimTolerance(found);
    CascadeWrappers.claim(found);
    return found.plot(plot());
  }

  private static void claimSimple(Findings found) {
    double least = Double.POSITIVE_INFINITY;
    for (double rho : RHOS) {
      for (int i = -4000; i <= 4000; i++) {
        double k = i / 1000.0;
        least = Math.min(least, Math.max(Math.abs(rho + k), Math.abs(-rho + k)) / rho);
      }
    }
    found.claim(
        Claim.equal(
            "no linear policy: least over k of max_ξ |ξρ + k| / ρ", Talk.SCALAR, 1, least, 1e-12));
    // With noise z independent of x, the spread grows by |ξρ + k| a step at least.
    double rho = 1.5;
    double leastSpread = Double.POSITIVE_INFINITY;
    for (double k : new double[] {-1, -0.5, 0, 0.5, 1}) {
      double worst = 0;
      for (double a : new double[] {rho, -rho}) {
        double variance = 0.01;
        double before = variance;
        for (int t = 0; t < 30; t++) {
          before = variance;
          variance = (a + k) * (a + k) * variance + 0.01;
        }
        worst = Math.max(worst, Math.sqrt(variance / before));
      }
      leastSpread = Math.min(leastSpread, worst);
    }
    found.claim(
        Claim.atLeast(
            "nor one with noise independent of x, ρ = 1.5: growth of the standard deviation per"
                + " step",
            Talk.SCALAR,
            rho - 1e-9,
            leastSpread));
  }

  private static void claimExact(Findings found) {
    double parity = 0;
    double parityTransient = 0;
    double concentric = 0;
    double concentricTransient = 0;
    double adaptive = 0;
    for (double rho : RHOS) {
      for (double a : new double[] {rho, -rho}) {
        double[] timed = path(new SwitchingRule.Parity(), a, rho, 1, 2, BigInteger.ZERO);
        parity = Math.max(parity, timed[2]);
        parityTransient = Math.max(parityTransient, timed[1] / (2 * rho));
        for (double base : new double[] {2 * rho * rho, 4 * rho * rho}) {
          for (double start : Plot.ratios(1e-4, 10, 300)) {
            double[] shells =
                path(new SwitchingRule.Concentric(base), a, rho, start, 3, BigInteger.ZERO);
            concentric = Math.max(concentric, shells[3]);
            for (double x : shells) {
              concentricTransient = Math.max(concentricTransient, x / start / (4 * rho * rho));
            }
          }
        }
        // u_1 = 0, then -â x with â = x_2 / x_1
        double second = a * 0.7;
        adaptive = Math.max(adaptive, Math.abs(a * second - second / 0.7 * second));
      }
    }
    found.claim(
        Claim.equal("parity: |x_2| for both ξ", "slide \"Beyond Simple Policies\"", 0, parity, 0));
    found.claim(
        Claim.atMost(
            "parity: largest |x_1| / (2ρ)",
            "slide \"Beyond Simple Policies\"",
            1,
            parityTransient));
    found.claim(
        Claim.equal(
            "concentric, B = 2ρ² and (2ρ)²: |x_3| from 300 starts",
            "slide \"Concentric Stabilization\"",
            0,
            concentric,
            0));
    found.claim(
        Claim.atMost(
            "concentric: largest |x_t| / ((2ρ)² |x_0|)",
            "slide \"Concentric Stabilization\"",
            1,
            concentricTransient));
    found.claim(
        Claim.atMost("history-adaptive, ρ unknown: |x_2|", "arXiv 2503.09722", 1e-12, adaptive));
  }

  private static void claimRuin(Findings found) {
    double rho = 2;
    int t = 5;
    double[] alive = new double[EPISODES];
    double[] size = new double[EPISODES];
    for (int i = 0; i < EPISODES; i++) {
      double a = i % 2 == 0 ? rho : -rho;
      double x = path(new SwitchingRule.GamblersRuin(0), a, rho, 1, t, BigInteger.valueOf(i))[t];
      alive[i] = x != 0 ? 1 : 0;
      size[i] = x;
    }
    String slide = "slide \"Benevolent Gambler's Ruin\"";
    found.claim(
        Claim.simulated("gambler's ruin: P(x_5 ≠ 0) = 2⁻⁵", slide, 1.0 / 32, Mean.of(alive)));
    found.claim(
        Claim.simulated("gambler's ruin, ρ = 2: E|x_5| = ρ⁵ |x_0| grows", slide, 32, Mean.of(size))
            .remark("It succeeds with high probability while its mean explodes."));
    found.claim(
        Claim.simulated(
            "gambler's ruin: E min(1, |x_5|) = 2⁻⁵ is what a bounded cost sees",
            slide,
            1.0 / 32,
            Mean.of(size, x -> Math.min(1, x))));
  }

  private static void claimTolerance(Findings found) {
    Draws draws = Draws.of("pitfalls/improper-tolerance");
    int wrong = 0;
    for (int i = 0; i < 300; i++) {
      double rho = draws.uniform(1.1, 3);
      double arm = rho + draws.uniform(-1, 1);
      double product = Math.abs(rho - arm) * Math.abs(rho + arm);
      double[] timed = path(new SwitchingRule.Parity(), rho, arm, 1, 40, BigInteger.ZERO);
      wrong += timed[40] < 1 == product < 1 ? 0 : 1;
      double[] drawn =
          path(new SwitchingRule.GamblersRuin(0), rho, arm, 1, 4000, BigInteger.valueOf(i));
      // 4000 steps go under or over wherever the product is not within a hair of 1.
      if (Math.abs(Math.log(product)) > 0.3) {
        wrong += drawn[4000] < 1 == product < 1 ? 0 : 1;
      }
    }
    found.claim(
        Claim.atMost(
            "learned arms ±ρ̂ still contract iff |ρ−ρ̂| |ρ+ρ̂| < 1, for parity and ruin: exceptions"
                + " among 300 draws",
            Talk.SCALAR,
            0,
            wrong));
  }

  private static Plot plot() {
    double rho = 2;
    double base = 2 * rho * rho;
    Plot plot =
        new Plot(
            "Mean cost min(1, |x|), ρ = 2", Plot.Label.linear("step"), Plot.Label.linear("cost"));
    plot.curve("u = 0", mean(new SwitchingRule.Parity(), rho, 0));
    plot.curve("parity", mean(new SwitchingRule.Parity(), rho, rho));
    plot.curve("concentric", mean(new SwitchingRule.Concentric(base), rho, rho));
    plot.curve("gambler's ruin", mean(new SwitchingRule.GamblersRuin(0), rho, rho));
    return plot;
  }

  private static List<Point> mean(SwitchingRule rule, double rho, double arm) {
    List<Point> points = new ArrayList<>();
    int episodes = 500;
    int steps = 10;
    double[] sum = new double[steps + 1];
    Draws draws = Draws.of("pitfalls/improper-plot");
    for (int i = 0; i < episodes; i++) {
      double a = i % 2 == 0 ? rho : -rho;
      double[] path = path(rule, a, arm, draws.normal(), steps, BigInteger.valueOf(i));
      for (int t = 0; t <= steps; t++) {
        sum[t] += Math.min(1, path[t]) / episodes;
      }
    }
    for (int t = 0; t <= steps; t++) {
      points.add(new Point(t, sum[t]));
    }
    return points;
  }
}
