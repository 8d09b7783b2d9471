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
import java.util.Arrays;
import java.util.List;

/**
 * The expected cliff loss jumps where the cloning loss is of the order of ϵ².
 *
 * <p>Source: Proposition C.3, Lemmas C.4, D.1 and D.2.
 */
final class CliffGaussian {
  static final Study STUDY =
      new Study(
          "theory-cliff-gaussian",
          "The cliff loss of Gaussian iterates",
          "Proposition C.3, Lemmas C.4, D.1 and D.2",
          CliffGaussian::run);

  /** Constants of C.3 that work for d = 1 and a centered Gaussian. */
  static final double C1 = 1.10;

  static final double C2 = 1;
  static final double C3 = 0.5;

  private static final int DRAWS = 500;
  private static final int SAMPLES = 200_000;
  private static final String SOURCE = "Proposition C.3";

  private CliffGaussian() {}

  /** The bound (ii): 2 E ℓ + C c2 exp(-c3 ϵ² / (2 E ℓ)). */
  static double bound(Cliff cliff, double loss) {
    double exponent = -C3 * cliff.epsilon() * cliff.epsilon() / (2 * loss);
    return 2 * loss + cliff.cost() * C2 * Math.exp(exponent);
  }

  private static Findings run(RolloutSource unused) {
    Findings found = new Findings();
    found.say(
        "d = 1. For θ − µ of N(m, s²), E ℓ = (m² + s²)/2 and J(θ*) − E J = C P(|θ−µ| > ϵ) +"
            + " E[(θ−µ)²; |θ−µ| ≤ ϵ], exactly. The universal constants are found, not given.");
    claimGap(found);
    claimLemmas(found);
    claimHansonWright(found);
    return found.plot(plot());
  }

  private static void claimGap(Findings found) {
    Draws draws = Draws.of("theory/cliff-gaussian");
    double least = Double.POSITIVE_INFINITY;
    double largest = 0;
    double largestPrinted = 0;
    double largestThird = 0;
    double largestShifted = 0;
    for (int i = 0; i < DRAWS; i++) {
      double epsilon = draws.ratio(0.01, 1);
      Cliff cliff = new Cliff(epsilon, draws.ratio(10, 1e6) * epsilon * epsilon);
      double high = C1 * draws.ratio(1, 100) * epsilon * epsilon;
      least = Math.min(least, cliff.gap(2 * high) / cliff.cost());
      double low = epsilon * epsilon / 8 * draws.ratio(1e-2, 1);
      largest = Math.max(largest, cliff.gap(2 * low) / bound(cliff, low));
      double square = 2 * low * draws.uniform(0, 0.999);
      double shifted = cliff.gap(Math.sqrt(square), 2 * low - square);
      largestShifted = Math.max(largestShifted, shifted / bound(cliff, low));
      // (iii) applies where ϵ² >= E ℓ log(c2 C / E ℓ) / c3
      double needed = low * Math.log(C2 * cliff.cost() / low) / (epsilon * epsilon);
      if (needed <= C3) {
        largestPrinted = Math.max(largestPrinted, cliff.gap(2 * low) / (3 * low));
      }
      if (needed <= C3 / 2) {
        largestThird = Math.max(largestThird, cliff.gap(2 * low) / (3 * low));
      }
    }
    String over = ", " + DRAWS + " draws";
    found.claim(
        Claim.atLeast(
            "(i) E ℓ ≥ c₁ϵ² with c₁ = 1.10: least gap/C" + over, SOURCE + ", C.3", 0.5, least));
    found.claim(
        Claim.atMost(
            "(ii) E ℓ ≤ ϵ²/8, c₂ = 1, c₃ = ½: largest gap over 2Eℓ + C c₂ exp(−c₃ϵ²/(2Eℓ))" + over,
            SOURCE,
            1,
            largest));
    found.claim(Claim.atMost("(ii) with a mean m ≠ 0 besides" + over, SOURCE, 1, largestShifted));
    found.claim(
        Claim.atMost(
                "(iii) ϵ² ≥ 2 Eℓ log(c₂C/Eℓ)/c₃: largest gap / (3 Eℓ)" + over,
                SOURCE,
                1,
                largestThird)
            .corrected(
                "Printed without the 2 of the exponent in (ii), which makes the ratio "
                    + Claim.number(largestPrinted)
                    + "."));
  }

  private static void claimLemmas(Findings found) {
    Draws draws = Draws.of("theory/cliff-lemmas");
    double least = Double.POSITIVE_INFINITY;
    double leastThird = Double.POSITIVE_INFINITY;
    double largest = 0;
    for (int i = 0; i < DRAWS; i++) {
      double epsilon = draws.ratio(1e-3, 5);
      double inside = 1 - Normal.beyond(epsilon);
      double bound = epsilon * Math.sqrt(2 / Math.PI) * Math.exp(-epsilon * epsilon / 2);
      least = Math.min(least, inside / bound);
      double small = Math.min(1, epsilon);
      leastThird = Math.min(leastThird, (1 - Normal.beyond(small)) / (small / 3));
      double mean = draws.uniform(0, 5);
      double within = 1 - Normal.beyond(mean, 1, epsilon);
      double carbery = Math.sqrt(2 / Math.PI) * epsilon / Math.sqrt(1 + mean * mean);
      largest = Math.max(largest, within / carbery);
    }
    found.claim(
        Claim.atLeast("P(|z| ≤ σϵ) ≥ ϵ√(2/π) exp(−ϵ²/2): least ratio", "Lemma C.4", 1, least));
    found.claim(
        Claim.atLeast("P(|z| ≤ σϵ) ≥ ϵ/3 for ϵ ≤ 1: least ratio", "Lemma C.4", 1, leastThird));
    found.claim(
        Claim.atMost(
            "P(|θ−µ| ≤ ϵ) ≤ cϵ/√E|θ−µ|² with c = √(2/π), d = 1, any mean: largest ratio",
            "Lemma D.1",
            1,
            largest));
  }

  private static void claimHansonWright(Findings found) {
    Draws draws = Draws.of("theory/hanson-wright");
    double largest = 0;
    for (int i = 0; i < 20; i++) {
      double[] deviations = {draws.ratio(0.1, 1), draws.ratio(0.1, 1), 1};
      double shift = draws.uniform(0, 1);
      double[] squares = new double[SAMPLES / 10];
      for (int n = 0; n < squares.length; n++) {
        for (double s : deviations) {
          double theta = shift + s * draws.normal();
          squares[n] += theta * theta;
        }
      }
      double trace = Arrays.stream(deviations).map(s -> s * s).sum();
      double frobenius = Arrays.stream(deviations).map(s -> Math.pow(s, 4)).sum();
      for (double t : new double[] {0.5, 1, 2, 4}) {
        double edge = 2 * 3 * shift * shift + 2 * trace + 2 * t;
        double tail =
            Arrays.stream(squares).filter(v -> v >= edge).count() / (double) squares.length;
        double bound = Math.exp(-0.13 * Math.min(t * t / frobenius, t));
        largest = Math.max(largest, tail / bound);
      }
    }
    found.claim(
        Claim.atMost(
            "P(|θ−µ|² ≥ 2|µ−µ'|² + 2 tr Σ + 2t) ≤ c' exp(−c min(t²/|Σ|_F², t/|Σ|)) with c = 0.13,"
                + " c' = 1, d = 3: largest ratio of sampled tails",
            "Lemma D.2",
            1,
            largest));
  }

  private static Plot plot() {
    Cliff cliff = new Cliff(0.2, 100);
    Draws draws = Draws.of("theory/cliff-gaussian-plot");
    double[] normals = draws.normals(SAMPLES);
    List<Point> sampled = new ArrayList<>();
    double square = cliff.epsilon() * cliff.epsilon();
    for (double ratio : Plot.ratios(0.05, 10, 12)) {
      double s = Math.sqrt(2 * ratio * square);
      sampled.add(new Point(ratio, Mean.of(normals, z -> cliff.gapOf(s * z)).value()));
    }
    double[] ratios = Plot.ratios(0.02, 10, 60);
    return new Plot(
            "Gap of the cliff loss against the cloning loss, ϵ = 0.2, C = 100",
            Plot.Label.log("E ℓ / ϵ²"),
            Plot.Label.log("J(θ*) − E J"))
        .line("exact", Plot.points(ratios, r -> cliff.gap(2 * r * square)))
        .measured("samples", sampled)
        .line(
            "bound (ii), E ℓ ≤ ϵ²/8",
            Plot.points(Plot.ratios(0.02, 0.125, 20), r -> bound(cliff, r * square)));
  }
}
