package io.papilio.laboratory.theory;

import io.papilio.core.rollout.RolloutSource;
import io.papilio.laboratory.numeric.Draws;
import io.papilio.laboratory.numeric.Mean;
import io.papilio.laboratory.numeric.Normal;
import io.papilio.laboratory.report.chart.Point;
import io.papilio.laboratory.report.figure.Plot;
import io.papilio.laboratory.study.Claim;
import io.papilio.laboratory.study.Findings;
import io.papilio.laboratory.study.Study;
import java.util.ArrayList;
import java.util.List;

/**
 * Losses that differ by a constant factor, and returns that differ by C.
 *
 * <p>Source: Propositions 4.1 and C.6.
 */
final class CliffSgd {
  static final Study STUDY =
      new Study(
          "theory-cliff-sgd",
          "SGD beside a cliff, and its EMA",
          "Propositions 4.1 and C.6",
          CliffSgd::run);

  static final double ETA = 0.3;
  static final double GAMMA = 0.003;
  static final Cliff CLIFF = new Cliff(0.2, 100);

  private static final int CHAINS = 10_000;
  private static final int DRAWS = 500;
  private static final String SOURCE = "Proposition C.6";

  /** c1 with which a stationary raw iterate falls half of the time: Eℓ >= η/4 >= 1.1 ϵ². */
  private static final double C1 = 4.4;

  private CliffSgd() {}

  /** The least T with (1-γ)^{2T} <= γ. */
  static int leastSteps(double gamma) {
    return (int) Math.ceil(Math.log(gamma) / (2 * Math.log1p(-gamma)));
  }

  /** P(|θ - µ|² <= γ) of the stationary raw iterate. */
  static double goodIterate(QuadraticSgd sgd) {
    return 1 - Normal.beyond(Math.sqrt(sgd.gamma() / sgd.rawStationary()));
  }

  private static Findings run(RolloutSource unused) {
    QuadraticSgd sgd = new QuadraticSgd(ETA, GAMMA, 1, 0);
    int steps = leastSteps(GAMMA);
    double[][] last = sgd.simulate(steps, CHAINS, Draws.of("theory/cliff-sgd"));
    Findings found = new Findings();
    found.say(
        "SGD as in C.5 with σ = 1 and θ(0) = µ, and the cliff loss with ϵ = 0.2, C = 100; η = 0.3,"
            + " γ = 0.003, T = "
            + steps
            + ", the least with (1−γ)^2T ≤ γ. "
            + CHAINS
            + " chains. The EMA's falls are too rare to count, so its gap is the Gaussian"
            + " formula's.");
    String epsilon = "Proposition 4.1 prints ϵ where ϵ² is meant: η ≥ c₁ϵ² ≥ c₂ϵ² ≥ γ.";
    found.claim(
        Claim.simulated(
            "P(fall) of the raw iterate",
            SOURCE + " (a)",
            CLIFF.fall(0, sgd.rawStationary()),
            Mean.of(last[0], x -> Math.abs(x) > CLIFF.epsilon() ? 1 : 0)));
    found.claim(
        Claim.simulated(
            "gap of the raw iterate",
            SOURCE + " (a)",
            CLIFF.gap(sgd.rawStationary()),
            Mean.of(last[0], CLIFF::gapOf)));
    found.claim(
        Claim.atLeast(
                "gap of the raw iterate ≥ C/2", "Proposition 4.1", 50, CLIFF.gap(sgd.raw(steps)))
            .corrected(epsilon));
    found.claim(
        Claim.simulated(
            "variance of the EMA after T steps",
            SOURCE + " (b)",
            sgd.averageVariance(steps),
            Mean.of(last[1], x -> x * x)));
    found.claim(
        Claim.atMost(
                "gap of the EMA ≤ c₃(γ + C exp(−c₄ϵ²/γ)) with c₃ = 1, c₄ = ½",
                "Propositions 4.1 and C.6 (a)",
                GAMMA + CLIFF.cost() * Math.exp(-0.02 / GAMMA),
                CLIFF.gap(sgd.averageStationary()))
            .corrected(epsilon));
    claimConstants(found);
    double within = goodIterate(sgd);
    found.claim(
        Claim.simulated(
            "P(the raw iterate is within √γ)",
            SOURCE + " (d)",
            within,
            Mean.of(last[0], x -> x * x <= GAMMA ? 1 : 0)));
    found.claim(
        Claim.atLeast("P(raw gap ≤ γ) ≥ c₉ γ/η, c₉ = 1", SOURCE + " (d)", GAMMA / ETA, within)
            .corrected(
                "Printed with E inside the probability. The true scale is √(γ/η), here "
                    + Claim.number(Math.sqrt(GAMMA / ETA))
                    + "."));
    return found.plot(plot());
  }

  private static void claimConstants(Findings found) {
    Draws draws = Draws.of("theory/cliff-sgd-constants");
    double leastRaw = Double.POSITIVE_INFINITY;
    double largestEma = 0;
    double[] raw = {Double.POSITIVE_INFINITY, 0};
    double[] ema = {Double.POSITIVE_INFINITY, 0};
    for (int i = 0; i < DRAWS; i++) {
      double eta = draws.ratio(1e-3, 0.5);
      double square = eta / (C1 * draws.ratio(1, 5));
      Cliff cliff = new Cliff(Math.sqrt(square), draws.ratio(10, 1e6));
      // The largest γ with ϵ² >= c7 γ log(C/γ), c7 = 1, and smaller ones
      double gamma = eta;
      while (square < gamma * Math.log(cliff.cost() / gamma)) {
        gamma *= 0.9;
      }
      gamma *= draws.ratio(0.1, 1);
      QuadraticSgd sgd = new QuadraticSgd(eta, gamma, 1, 0);
      leastRaw = Math.min(leastRaw, cliff.gap(sgd.rawStationary()) / cliff.cost());
      largestEma = Math.max(largestEma, cliff.gap(sgd.averageStationary()) / gamma);
      extend(raw, sgd.rawStationary() / 2 / eta);
      extend(ema, sgd.averageStationary() / 2 / gamma);
    }
    String over = ", " + DRAWS + " draws";
    found.claim(
        Claim.atLeast("η ≥ 4.4 ϵ²: least raw gap / C" + over, SOURCE + " (a)", 0.5, leastRaw));
    found.claim(
        Claim.of(
            "Eℓ of the raw iterate / η lies in [c₅, c₆]" + over,
            SOURCE + " (b)",
            "[0.25, 0.34]",
            interval(raw),
            raw[0] >= 0.25 && raw[1] <= 0.34));
    found.claim(
        Claim.of(
            "Eℓ of the EMA / γ lies in [c₅, c₆]" + over,
            SOURCE + " (b)",
            "[0.1, 0.3]",
            interval(ema),
            ema[0] >= 0.1 && ema[1] <= 0.3));
    found.claim(
        Claim.atMost(
            "ϵ² ≥ γ log(C/γ): largest EMA gap / γ" + over, SOURCE + " (c)", 2, largestEma));
  }

  private static void extend(double[] interval, double value) {
    interval[0] = Math.min(interval[0], value);
    interval[1] = Math.max(interval[1], value);
  }

  private static String interval(double[] interval) {
    return "[" + Claim.number(interval[0]) + ", " + Claim.number(interval[1]) + "]";
  }

  private static Plot plot() {
    double[] gammas = Plot.ratios(1e-3, 0.5, 50);
    Draws draws = Draws.of("theory/cliff-sgd-plot");
    List<Point> simulated = new ArrayList<>();
    for (double gamma : Plot.ratios(0.02, 0.5, 7)) {
      int steps = (int) (5 / gamma) + 20;
      double[][] last = new QuadraticSgd(ETA, gamma, 1, 0).simulate(steps, 4000, draws);
      simulated.add(new Point(gamma, Mean.of(last[1], CLIFF::gapOf).value()));
    }
    double raw = CLIFF.gap(new QuadraticSgd(ETA, GAMMA, 1, 0).rawStationary());
    return new Plot(
            "Gap of the return against γ, η = 0.3, ϵ = 0.2, C = 100",
            Plot.Label.log("γ"),
            Plot.Label.log("J(θ*) − E J"))
        .line("raw", Plot.points(gammas, g -> raw))
        .line(
            "EMA, exact",
            Plot.points(gammas, g -> CLIFF.gap(new QuadraticSgd(ETA, g, 1, 0).averageStationary())))
        .measured("4000 chains", simulated);
  }
}
