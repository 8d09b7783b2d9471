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
 * The cloning loss of SGD with a constant rate is of order η, that of its EMA of order min(η, γ).
 *
 * <p>Source: Proposition C.5.
 */
final class SgdQuadratic {
  static final Study STUDY =
      new Study(
          "theory-sgd-quadratic",
          "SGD on a quadratic loss, and its EMA",
          "Proposition C.5",
          SgdQuadratic::run);

  private static final int CHAINS = 4000;
  private static final int DRAWS = 500;
  private static final String SOURCE = "Proposition C.5";

  private SgdQuadratic() {}

  private static Findings run(RolloutSource unused) {
    Findings found = new Findings();
    found.say(
        "θ(t+1) = θ(t) − η(θ(t) − µ + w), w of N(0, σ²), d = 1. The exact moments follow from a"
            + " recursion; the stationary EMA has 2Eℓ = σ²ηγ(1 + pq)/((2−η)(2−γ)(η+γ−ηγ)), p = 1−η,"
            + " q = 1−γ. Simulations are "
            + CHAINS
            + " independent chains.");
    claimValues(found);
    claimBounds(found);
    return found.plot(stationaryPlot()).plot(pathPlot());
  }

  private static void claimValues(Findings found) {
    Draws draws = Draws.of("theory/sgd-quadratic");
    for (double gamma : new double[] {0.3, 0.03, 0.003}) {
      QuadraticSgd sgd = new QuadraticSgd(0.3, gamma, 1, 0);
      double[][] last = sgd.simulate((int) (6 / gamma) + 60, CHAINS, draws);
      if (gamma == 0.3) {
        found.claim(
            Claim.simulated(
                    "η = 0.3: 2Eℓ of the raw iterate, σ²η(1−(1−η)^2t)/(2−η) + b²(1−η)^2t",
                    SOURCE + ", no EMA",
                    sgd.rawStationary(),
                    Mean.of(last[0], x -> x * x))
                .corrected("The printed line lost the factor η of the variance."));
      }
      found.claim(
          Claim.simulated(
              "η = 0.3, γ = " + gamma + ": 2Eℓ of the EMA, stationary",
              SOURCE,
              sgd.averageStationary(),
              Mean.of(last[1], x -> x * x)));
    }
    QuadraticSgd swapped = new QuadraticSgd(0.01, 0.1, 1, 0);
    found.claim(
        Claim.equal(
            "2Eℓ of the stationary EMA is symmetric in η and γ: (0.1, 0.01) and (0.01, 0.1)",
            SOURCE,
            new QuadraticSgd(0.1, 0.01, 1, 0).averageStationary(),
            swapped.averageStationary(),
            1e-12));
    QuadraticSgd small = new QuadraticSgd(0.01, 0.001, 1, 0);
    found.claim(
        Claim.equal(
            "EMA / raw tends to γ/(γ+η), at η = 0.01, γ = 0.001",
            SOURCE,
            1.0 / 11,
            small.averageStationary() / small.rawStationary(),
            0.01));
    QuadraticSgd moving = new QuadraticSgd(0.1, 0.02, 0.5, 1);
    double[][] early = moving.simulate(40, CHAINS, draws);
    found.claim(
        Claim.simulated(
            "2Eℓ of the EMA on the way, η = 0.1, γ = 0.02, σ = ½, b = 1, t = 40",
            SOURCE,
            moving.average(40),
            Mean.of(early[1], x -> x * x)));
  }

  private static void claimBounds(Findings found) {
    Draws draws = Draws.of("theory/sgd-bounds");
    double upper = 0;
    double printed = 0;
    double lower = Double.POSITIVE_INFINITY;
    double lowerEarly = Double.POSITIVE_INFINITY;
    for (int i = 0; i < DRAWS; i++) {
      QuadraticSgd sgd =
          new QuadraticSgd(
              draws.ratio(1e-3, 0.5),
              draws.ratio(1e-3, 0.5),
              draws.ratio(0.1, 3),
              draws.ratio(0.1, 3));
      int any = (int) draws.ratio(1, 2000);
      upper = Math.max(upper, sgd.average(any) / sgd.upperBound(any));
      printed = Math.max(printed, sgd.average(any) / sgd.printedUpperBound(any));
      lowerEarly = Math.min(lowerEarly, sgd.average(any) / sgd.lowerBound(any));
      int late = (int) (3 / Math.min(sgd.eta(), sgd.gamma())) + 2;
      lower = Math.min(lower, sgd.average(late) / sgd.lowerBound(late));
    }
    // Without noise the bounds are closest, at η = 2γ.
    QuadraticSgd quiet = new QuadraticSgd(0.02, 0.01, 0, 1);
    for (int steps = 1; steps <= 1000; steps++) {
      upper = Math.max(upper, quiet.average(steps) / quiet.upperBound(steps));
      printed = Math.max(printed, quiet.average(steps) / quiet.printedUpperBound(steps));
    }
    String over = ", " + DRAWS + " draws of η, γ ≤ ½, σ, b";
    found.claim(
        Claim.atMost(
                "upper bound on 2Eℓ of the EMA at any T: largest ratio" + over, SOURCE, 1, upper)
            .corrected(
                "With the printed 4b²(γ/η)²(1−γ)^2T for η ≥ 2γ the ratio reaches "
                    + Claim.number(printed)
                    + ", without noise at η = 2γ; 8 is enough."));
    found.claim(
        Claim.atLeast("lower bound for T ≥ 3/min(η, γ): least ratio" + over, SOURCE, 1, lower)
            .corrected(
                "At any T the least ratio is "
                    + Claim.number(lowerEarly)
                    + ": the proof drops 1 − (1−x)^(2(T−1)), the noise that has not yet come."));
  }

  private static Plot stationaryPlot() {
    Draws draws = Draws.of("theory/sgd-plot");
    Plot plot =
        new Plot(
            "Stationary loss of the EMA against γ", Plot.Label.log("γ"), Plot.Label.log("2 E ℓ"));
    double[] gammas = Plot.ratios(1e-3, 0.5, 40);
    for (double eta : new double[] {0.3, 0.1, 0.01}) {
      plot.line(
          "η = " + eta,
          Plot.points(gammas, g -> new QuadraticSgd(eta, g, 1, 0).averageStationary()));
      List<Point> simulated = new ArrayList<>();
      for (double gamma : Plot.ratios(5e-3, 0.5, 6)) {
        int steps = (int) (5 / gamma + 5 / eta);
        double[][] last = new QuadraticSgd(eta, gamma, 1, 0).simulate(steps, 800, draws);
        simulated.add(new Point(gamma, Mean.of(last[1], x -> x * x).value()));
      }
      plot.measured("800 chains", simulated);
    }
    return plot;
  }

  private static Plot pathPlot() {
    QuadraticSgd sgd = new QuadraticSgd(0.1, 0.01, 1, 3);
    Draws draws = Draws.of("theory/sgd-path");
    double[] times = Plot.differences(0, 600, 61);
    List<Point> raw = new ArrayList<>();
    List<Point> average = new ArrayList<>();
    for (int t = 50; t <= 600; t += 50) {
      double[][] last = sgd.simulate(t, 1000, draws);
      raw.add(new Point(t, Mean.of(last[0], x -> x * x).value()));
      average.add(new Point(t, Mean.of(last[1], x -> x * x).value()));
    }
    return new Plot(
            "Loss over training, η = 0.1, γ = 0.01, b = 3",
            Plot.Label.linear("step t"),
            Plot.Label.log("2 E ℓ"))
        .line("raw, exact", Plot.points(times, t -> sgd.raw((int) t)))
        .measured("1000 chains", raw)
        .line("EMA, exact", Plot.points(times, t -> sgd.average((int) t)))
        .measured("1000 chains", average)
        .line(
            "upper bound", Plot.points(Plot.differences(1, 600, 60), t -> sgd.upperBound((int) t)))
        .line(
            "lower bound", Plot.points(Plot.differences(2, 600, 60), t -> sgd.lowerBound((int) t)));
  }
}
