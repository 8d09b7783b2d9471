package io.papilio.laboratory.theory;

import io.papilio.core.rollout.RolloutSource;
import io.papilio.laboratory.report.chart.Point;
import io.papilio.laboratory.report.figure.Plot;
import io.papilio.laboratory.study.Claim;
import io.papilio.laboratory.study.Findings;
import io.papilio.laboratory.study.Study;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Averages of iterates in convex optimization with the optimal steps, where EMA is suboptimal.
 *
 * <p>Source: Theorems 1 and 2, Lemma D.7.
 */
final class Averaging {
  static final Study STUDY =
      new Study(
          "theory-averaging",
          "Averages of iterates in convex optimization",
          "Theorems 1 and 2, Lemma D.7",
          Averaging::run);

  private static final int SMALL = 250;
  private static final int LARGE = 1000;

  private Averaging() {}

  /** T F(θ̃) where strongly convex, √T F(θ̃) elsewhere, from θ = 0. */
  static double scaled(int steps, boolean stronglyConvex, Function<double[][], double[]> average) {
    HarveyFunction function = new HarveyFunction(steps, stronglyConvex);
    double[][] iterates = function.descend(new double[steps]);
    double scale = stronglyConvex ? steps : Math.sqrt(steps);
    return scale * function.at(average.apply(iterates));
  }

  /** The growth of {@link #scaled} per unit of ln T. */
  static double growth(boolean stronglyConvex, Function<double[][], double[]> average) {
    return (scaled(LARGE, stronglyConvex, average) - scaled(SMALL, stronglyConvex, average))
        / Math.log((double) LARGE / SMALL);
  }

  private static double[] last(double[][] iterates) {
    return iterates[iterates.length - 1];
  }

  private static Findings run(RolloutSource unused) {
    Findings found = new Findings();
    found.say(
        "Harvey's function F(x) = max h_i·x (+ |x|²/2 where strongly convex) on the unit ball of"
            + " ℝ^T, from x = 0, with η = 1/t, or 1/√t where only Lipschitz. T·F, or √T·F, is"
            + " compared at T = 250 and 1000: what grows with log T is suboptimal.");
    found.say(
        "Theorem 2 prints the bound β log T for γ = T^−β; its proof's log(T/⌈T^β⌉) is (1−β) log T."
            + " Small β, a short memory, is bad, as its prose says.");
    claimStronglyConvex(found);
    claimLipschitz(found);
    LemmaD7.claim(found);
    FullAverage.claim(found);
    return found.plot(plot(true)).plot(plot(false));
  }

  private static void claimStronglyConvex(Findings found) {
    String source = "Theorem 1";
    found.claim(
        Claim.atLeast(
            "last iterate: T·F grows per ln T by Ω(1)",
            source,
            0.2,
            growth(true, Averaging::last)));
    // An α-suffix with α = T^-1/2 loses half of the logarithm.
    found.claim(
        Claim.atLeast(
            "suffix average, α = T^−½: T·F grows per ln T by Ω(log(1/α)/log T)",
            source,
            0.02,
            growth(true, x -> IterateAverage.suffix(x, 1 / Math.sqrt(x.length)))));
    found.claim(
        Claim.atMost(
            "suffix average, α = ½: T·F does not grow, per ln T",
            source,
            0.02,
            growth(true, x -> IterateAverage.suffix(x, 0.5))));
    found.claim(
        Claim.atMost(
            "weights 2/(t+1): T·F does not grow, per ln T",
            source,
            0.01,
            growth(true, IterateAverage::lacosteJulien)));
    for (double beta : new double[] {0.25, 0.5}) {
      found.claim(
          Claim.atLeast(
                  "EMA γ = T^−" + beta + ": T·F grows per ln T by Ω(1−β)",
                  "Theorem 2",
                  0.12 * (1 - beta),
                  growth(true, x -> IterateAverage.ema(x, beta)))
              .corrected("Printed as Ω(β)."));
    }
  }

  private static void claimLipschitz(Findings found) {
    double last = growth(false, Averaging::last);
    found.claim(
        Claim.atLeast(
            "Lipschitz only, last iterate: √T·F grows per ln T", "Theorem 1", 0.04, last));
    for (double beta : new double[] {0.25, 0.5, 0.75}) {
      found.claim(
          Claim.equal(
                  "EMA γ = T^−" + beta + ": √T·F grows (1−β) times as fast as the last iterate's",
                  "Theorem 2",
                  (1 - beta) * last,
                  growth(false, x -> IterateAverage.ema(x, beta)),
                  0.06)
              .corrected("Printed as Ω(β log T)."));
      found.claim(
          Claim.atLeast(
                  "EMA γ_t = t^−" + beta + ": √T·F grows per ln T by Ω(1−β)",
                  "Theorem 2",
                  0.03 * (1 - beta),
                  growth(false, x -> IterateAverage.power(x, beta)))
              .corrected("Printed as Ω(β log T)."));
    }
    claimSlowAverage(found);
  }

  /** γ = c log T / T keeps the weight T^-c of the start, which costs where the start is bad. */
  private static void claimSlowAverage(Findings found) {
    double least = Double.POSITIVE_INFINITY;
    for (int steps : new int[] {SMALL, LARGE}) {
      HarveyFunction function = new HarveyFunction(steps, true);
      double[] start = new double[steps];
      start[steps - 1] = 1;
      double[][] from = new double[steps + 1][];
      from[0] = start;
      System.arraycopy(function.descend(start), 0, from, 1, steps);
      double gamma = Math.log(steps) / (4.0 * steps);
      double value = function.at(IterateAverage.of(from, t -> gamma));
      // w_1 ⟨h, θ(1)⟩ with w_1 = (1-γ)^T
      double bound = Math.pow(1 - gamma, steps) * function.last(start);
      least = Math.min(least, value / bound);
    }
    found.claim(
        Claim.atLeast(
                "EMA γ = ¼ log T / T: F − F* ≥ (1−γ)^T ⟨h, θ(1)⟩ ≈ T^−¼ ⟨h, θ(1)⟩: least ratio",
                "Theorem 2",
                1,
                least)
            .corrected(
                "Needs ⟨h, θ(1)⟩ = Ω(1), which Harvey's start at 0 has not; here it is the last"
                    + " unit vector, with ½."));
  }

  private static Plot plot(boolean stronglyConvex) {
    Plot plot =
        new Plot(
            stronglyConvex ? "Strongly convex, η = 1/t" : "Lipschitz only, η = 1/√t",
            Plot.Label.log("T"),
            Plot.Label.linear(stronglyConvex ? "T · F(θ̃)" : "√T · F(θ̃)"));
    add(plot, stronglyConvex, "last iterate", Averaging::last);
    for (double beta : new double[] {0.25, 0.5, 0.75}) {
      add(plot, stronglyConvex, "EMA T^−" + beta, x -> IterateAverage.ema(x, beta));
    }
    add(plot, stronglyConvex, "mean of all", IterateAverage::full);
    add(plot, stronglyConvex, "last half", x -> IterateAverage.suffix(x, 0.5));
    add(plot, stronglyConvex, "2/(t+1)", IterateAverage::lacosteJulien);
    return plot;
  }

  private static void add(
      Plot plot, boolean convex, String name, Function<double[][], double[]> average) {
    List<Point> points = new ArrayList<>();
    for (int steps : new int[] {32, 63, 125, 250, 500, 1000}) {
      points.add(new Point(steps, scaled(steps, convex, average)));
    }
    plot.curve(name, points);
  }
}
