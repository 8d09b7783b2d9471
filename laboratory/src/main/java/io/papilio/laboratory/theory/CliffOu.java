package io.papilio.laboratory.theory;

import io.papilio.core.linalg.Matrix;
import io.papilio.core.linalg.Vector;
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
 * EMA beside a cliff where the gradient pulls back.
 *
 * <p>Source: Proposition D.3, Corollaries D.2 and D.3.
 */
final class CliffOu {
  static final Study STUDY =
      new Study(
          "theory-cliff-ou",
          "The Ornstein-Uhlenbeck process, scalar and matrix",
          "Proposition D.3, Corollaries D.2 and D.3",
          CliffOu::run);

  private static final int PATHS = 4000;
  private static final int DRAWS = 300;

  private CliffOu() {}

  private static Findings run(RolloutSource unused) {
    Findings found = new Findings();
    found.say(
        "dθ = −a(θ − µ)dt + dB, dθ̃ = γ(θ − θ̃)dt from θ(0) = µ + r. "
            + PATHS
            + " paths with exact steps of θ. The stationary EMA has the variance γ/(2a(a+γ)), the"
            + " raw iterate 1/(2a).");
    claimMoments(found);
    claimBounds(found);
    claimCliff(found);
    claimMatrix(found);
    return found.plot(plot());
  }

  private static void claimMoments(Findings found) {
    OrnsteinUhlenbeck process = new OrnsteinUhlenbeck(1, 0.3, 2);
    Draws draws = Draws.of("theory/cliff-ou");
    double[][] last = process.simulate(3, 600, PATHS, draws);
    String of = "a = 1, γ = 0.3, r = 2, t = 3: ";
    found.claim(
        Claim.simulated(of + "E θ − µ", "Corollary D.2", process.rawMean(3), Mean.of(last[0])));
    double printed = process.rawMean(3) + (Math.exp(-3) - Math.exp(-0.9)) * 0.3 / (0.3 - 1) * 2;
    found.claim(
        Claim.simulated(of + "E θ̃ − µ", "Corollary D.2", process.averageMean(3), Mean.of(last[1]))
            .corrected(
                "Printed with the factor γ/(γ−a) for a/(γ−a), which gives "
                    + Claim.number(printed)
                    + "."));
    double rawMean = process.rawMean(3);
    double averageMean = process.averageMean(3);
    found.claim(
        Claim.simulated(
            of + "Var θ",
            "Corollary D.2",
            process.rawVariance(3),
            Mean.of(last[0], x -> (x - rawMean) * (x - rawMean))));
    found.claim(
        Claim.simulated(
            of + "Var θ̃, exact",
            "Corollary D.2",
            process.averageVariance(3),
            Mean.of(last[1], x -> (x - averageMean) * (x - averageMean))));
    found.claim(
        Claim.equal(
            "a = 1, γ = 0.3: Var θ̃ for t → ∞, γ/(2a(a+γ))",
            "Corollary D.2",
            process.averageStationary(),
            process.averageVariance(100),
            1e-9));
  }

  private static void claimBounds(Findings found) {
    Draws draws = Draws.of("theory/cliff-ou-bounds");
    double largest = 0;
    double limit = 0;
    for (int i = 0; i < DRAWS; i++) {
      OrnsteinUhlenbeck process =
          new OrnsteinUhlenbeck(draws.ratio(0.05, 5), draws.ratio(0.01, 10), 0);
      double t = draws.ratio(0.1, 50);
      largest = Math.max(largest, process.averageVariance(t) / process.bound(t));
      double late = 40 / Math.min(process.a(), process.gamma());
      limit = Math.max(limit, Math.abs(process.bound(late) * 2 * process.a() - 1));
    }
    found.claim(
        Claim.atMost(
                "Var θ̃ ≤ (1−e^(−γt))/(2a) − (e^(−2at)−e^(−γt))/(2a(1−2a/γ)): largest ratio, "
                    + DRAWS
                    + " draws",
                "Corollary D.2",
                1,
                largest)
            .corrected("Two signs are wrong in print: its right side is negative."));
    found.claim(
        Claim.atMost(
            "the bound tends to 1/(2a), the raw variance: it cannot show the gain γ/(a+γ)",
            "Corollary D.2",
            1e-6,
            limit));
  }

  private static void claimCliff(Findings found) {
    Cliff cliff = new Cliff(0.4, 100);
    double gamma = 1;
    OrnsteinUhlenbeck process = new OrnsteinUhlenbeck(1, 0.99, 0.1);
    double t = 0;
    do {
      gamma *= 0.9;
      process = new OrnsteinUhlenbeck(1, gamma, 0.1);
      t = 20 / gamma;
    } while (cliff.gap(process.averageMean(t), process.averageVariance(t)) > 2 * cliff.epsilon());
    String of = "a = 1, ϵ = 0.4, |θ(0) − µ| = ϵ/4, C = 100, t = 20/γ: ";
    found.claim(
        Claim.atLeast(
            of + "raw gap ≥ C/2",
            "Proposition D.3",
            50,
            cliff.gap(process.rawMean(t), process.rawVariance(t))));
    found.claim(
        Claim.atMost(
                of + "EMA gap ≤ 2ϵ for some γ",
                "Proposition D.3",
                2 * cliff.epsilon(),
                cliff.gap(process.averageMean(t), process.averageVariance(t)))
            .remark("γ = " + Claim.number(gamma) + ", γt = 20: no frozen start."));
    found.claim(
        Claim.atMost(
            of + "max Eℓ / ϵ", "Proposition D.3", 1, process.rawVariance(t) / 2 / cliff.epsilon()));
  }

  private static void claimMatrix(Findings found) {
    Draws draws = Draws.of("theory/matrix-ou");
    double least = Double.POSITIVE_INFINITY;
    double difference = 0;
    for (int i = 0; i < DRAWS / 3; i++) {
      MatrixOrnsteinUhlenbeck process = MatrixOrnsteinUhlenbeck.draw(draws);
      double t = draws.ratio(0.3, 10);
      Matrix slack = process.bound(t).subtract(process.averageCovariance(t)).symmetricPart();
      // The least eigenvalue of a symmetric matrix, by a shift that makes all positive
      double shift = slack.operatorNorm();
      double smallest =
          slack.add(Matrix.identity(3).scale(shift)).eigenvalues().stream()
              .mapToDouble(value -> value.real() - shift)
              .min()
              .orElseThrow();
      least = Math.min(least, smallest / shift);
      Vector r = Vector.of(draws.normals(3));
      Vector exact = process.averageMean(r, t);
      Vector simulated = process.simulatedMean(r, t, 4000);
      difference = Math.max(difference, exact.subtract(simulated).norm() / r.norm());
    }
    String over = ", " + DRAWS / 3 + " normal matrices of size 3";
    found.claim(
        Claim.atMost(
            "E θ̃ = µ + e^(−γt) r + (e^(−tA) − e^(−γt) I)(I − A/γ)⁻¹ r: largest difference to small"
                + " steps"
                + over,
            "Corollary D.3",
            1e-4,
            difference));
    found.claim(
        Claim.atLeast(
            "Cov θ̃ ⪯ the bound in A + A': least eigenvalue of the slack, relative" + over,
            "Corollary D.3",
            -1e-9,
            least));
  }

  private static Plot plot() {
    OrnsteinUhlenbeck process = new OrnsteinUhlenbeck(1, 0.1, 0);
    double[] times = Plot.differences(0.1, 60, 60);
    List<Point> simulated = new ArrayList<>();
    for (double t : new double[] {1, 5, 10, 20, 40, 60}) {
      double[][] last = process.simulate(t, (int) (20 * t), 2000, Draws.of("theory/cliff-ou-plot"));
      simulated.add(new Point(t, Mean.of(last[1], x -> x * x).value()));
    }
    return new Plot(
            "Variance over time, a = 1, γ = 0.1",
            Plot.Label.linear("t"),
            Plot.Label.log("variance"))
        .line("raw", Plot.points(times, process::rawVariance))
        .line("EMA, exact", Plot.points(times, process::averageVariance))
        .measured("2000 paths", simulated)
        .line("bound of Corollary D.2", Plot.points(times, process::bound));
  }
}
