package io.papilio.laboratory.pitfalls;

import io.papilio.core.control.LinearPair;
import io.papilio.core.linalg.Matrix;
import io.papilio.core.linalg.Vector;
import io.papilio.core.rollout.RolloutSource;
import io.papilio.laboratory.numeric.Draws;
import io.papilio.laboratory.numeric.RandomMatrix;
import io.papilio.laboratory.pitfalls.learner.Cascade;
import io.papilio.laboratory.report.chart.Point;
import io.papilio.laboratory.report.figure.Plot;
import io.papilio.laboratory.study.Claim;
import io.papilio.laboratory.study.Findings;
import io.papilio.laboratory.study.Study;
import java.util.ArrayList;
import java.util.List;

/** Exponential incremental input-to-state stability (E-ISS) and its constants. */
final class EissCertificate {
  static final Study STUDY =
      new Study(
          "eiss-certificate",
          "Incremental stability: open loop, expert's loop, clone's loop",
          Talk.EISS + ", lemmas and corollary on linear systems",
          EissCertificate::run);

  private static final int DRAWS = 400;
  private static final int POWERS = 2000;

  /** |M^k| / ρ^k from which no later power rises to 1 again. */
  private static final double NEGLIGIBLE = 1e-9;

  private EissCertificate() {}

  /** The least C with |M^k| <= C ρ^k for all k. */
  static double constant(Matrix m, double rho) {
    Matrix power = Matrix.identity(m.rows());
    Matrix scaled = m.scale(1 / rho);
    double largest = 1;
    double norm = 1;
    for (int k = 1; k <= POWERS && norm > NEGLIGIBLE; k++) {
      power = power.multiply(scaled);
      norm = power.operatorNorm();
      largest = Math.max(largest, norm);
    }
    return largest;
  }

  /** A rate between the spectral radius and 1. */
  static double rate(Matrix m) {
    return (1 + m.spectralRadius()) / 2;
  }

  private static Findings run(RolloutSource unused) {
    Findings found = new Findings();
    found.say(
        "E-ISS: |x_(h+1) − x'_(h+1)| ≤ Cρ^h |x_1 − x'_1| + C Σ ρ^(h−j) |u_j − u'_j|. For x' = Mx +"
            + " u the least C at a rate ρ is max_k |M^k| / ρ^k; ρ is taken halfway between the"
            + " spectral radius and 1.");
    claimEigenvalues(found);
    claimInequality(found);
    claimCorollary("mu-pair, µ = ¼", LinearPair.mu(0.25), found);
    claimCorollary("fast pair", LinearPair.fast(), found);
    claimNonlinear(found);
    return found.plot(plot());
  }

  private static void claimEigenvalues(Findings found) {
    Draws draws = Draws.of("pitfalls/eiss-eigenvalues");
    int wrong = 0;
    int wrongAsPrinted = 0;
    for (int i = 0; i < DRAWS; i++) {
      Matrix m = RandomMatrix.normal(3, 3, draws).scale(draws.uniform(0.2, 1));
      double radius = m.spectralRadius();
      double real =
          m.eigenvalues().stream().mapToDouble(v -> Math.abs(v.real())).max().orElseThrow();
      // |M^k|^{1/k} tends to the spectral radius: decays or grows beyond all transients
      boolean decays = norm(m, 4000) < 1;
      wrong += (radius < 1) == decays ? 0 : 1;
      wrongAsPrinted += (real < 1) == decays ? 0 : 1;
    }
    found.claim(
        Claim.atMost(
                "E-ISS iff max |λ| < 1 (B = I): misjudged among "
                    + DRAWS
                    + " random 3 × 3 matrices",
                Talk.LINEAR,
                0,
                wrong)
            .corrected(
                "Printed with |Re λ|, which misjudges "
                    + wrongAsPrinted
                    + ": right in continuous time."));
  }

  /** |M^k|, with the scale kept apart so that nothing overflows; below 1 or above. */
  private static double norm(Matrix m, int k) {
    Matrix power = Matrix.identity(m.rows());
    double logarithm = 0;
    for (int i = 0; i < k; i++) {
      power = power.multiply(m);
      double size = power.maxAbs();
      if (size == 0) {
        return 0;
      }
      logarithm += Math.log(size);
      power = power.scale(1 / size);
    }
    return logarithm < 0 ? 0 : 2;
  }

  private static void claimInequality(Findings found) {
    Draws draws = Draws.of("pitfalls/eiss-inequality");
    double largest = 0;
    double largestOffset = 0;
    for (int i = 0; i < DRAWS / 4; i++) {
      Matrix m = RandomMatrix.normal(3, 3, draws);
      m = m.scale(draws.uniform(0.3, 0.95) / m.spectralRadius());
      double rho = rate(m);
      double c = constant(m, rho);
      Vector difference = Vector.of(draws.normals(3));
      double allowed = c * difference.norm();
      Vector offset = Vector.of(draws.normals(3));
      Vector driven = Vector.zero(3);
      for (int h = 0; h < 100; h++) {
        Vector u = Vector.of(draws.normals(3));
        difference = m.multiply(difference).add(u);
        allowed = rho * allowed + c * u.norm();
        largest = Math.max(largest, difference.norm() / allowed);
        driven = m.multiply(driven).add(offset);
        largestOffset = Math.max(largestOffset, driven.norm() * (1 - rho) / (c * offset.norm()));
      }
    }
    found.claim(
        Claim.atMost(
            "both sides of the definition along random inputs: largest ratio",
            Talk.EISS,
            1,
            largest));
    found.claim(
        Claim.atMost(
            "a constant offset δ moves states by at most Cδ/(1−ρ): largest ratio",
            Talk.EISS,
            1,
            largestOffset));
  }

  private static void claimCorollary(String name, LinearPair pair, Findings found) {
    double open = 0;
    double closed = 0;
    double clone = Double.POSITIVE_INFINITY;
    double constant = 0;
    for (int i = 0; i < 2; i++) {
      Matrix a = pair.systems().get(i).a();
      Matrix expert = a.add(pair.expertGains().get(i));
      open = Math.max(open, a.spectralRadius());
      closed = Math.max(closed, expert.spectralRadius());
      clone = Math.min(clone, a.add(pair.expertGains().get(1 - i)).spectralRadius());
      constant = Math.max(constant, Math.max(constant(a, rate(a)), constant(expert, rate(expert))));
    }
    found.claim(Claim.atMost(name + ": spectral radius of both A_i", Talk.FEEDBACK, 1, open));
    found.claim(Claim.atMost(name + ": of both A_i + K_i", Talk.FEEDBACK, 1, closed));
    found.claim(
        Claim.atLeast(
                name + ": of A_i with the other system's expert, which fits the same data",
                Talk.FEEDBACK,
                1,
                clone)
            .remark("Largest C of the four stable loops: " + Claim.number(constant) + "."));
  }

  /** A lower bound on C of the cascade, by random inputs. */
  private static void claimNonlinear(Findings found) {
    Cascade cascade = new Cascade(LinearPair.mu(0.25));
    Draws draws = Draws.of("pitfalls/eiss-cascade");
    double rho = rate(cascade.pair().systems().get(1).a());
    double early = 0;
    double late = 0;
    for (int i = 0; i < DRAWS; i++) {
      int system = i % 2;
      double[] x = Cascade.start(draws);
      double[] other = Cascade.start(draws);
      double allowed = distance(x, other);
      for (int h = 1; h <= 60; h++) {
        double[] u = draws.normals(2);
        double[] v = draws.normals(2);
        allowed = rho * allowed + distance(u, v);
        x = cascade.next(system, x, u);
        other = cascade.next(system, other, v);
        double ratio = distance(x, other) / allowed;
        early = h <= 20 ? Math.max(early, ratio) : early;
        late = h > 40 ? Math.max(late, ratio) : late;
      }
    }
    found.claim(
        Claim.atMost(
                "cascade, open loop: the least C that steps 41 to 60 ask for, at most that of steps"
                    + " 1 to 20",
                Talk.EISS,
                early,
                late)
            .remark("ρ = " + Claim.number(rho) + "; random inputs and initial states."));
  }

  private static double distance(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (x[i] - y[i]) * (x[i] - y[i]);
    }
    return Math.sqrt(sum);
  }

  private static Plot plot() {
    LinearPair pair = LinearPair.mu(0.25);
    Plot plot =
        new Plot(
            "Powers of the three loops of system 1, µ = ¼",
            Plot.Label.linear("step k"),
            Plot.Label.log("|M^k|"));
    Matrix a = pair.systems().get(0).a();
    plot.line("A, open loop", powers(a));
    plot.line("A + K*, expert", powers(a.add(pair.expertGains().get(0))));
    plot.line("A + K̂, best clone", powers(a.add(pair.imitatorGain(-0.1875))));
    return plot;
  }

  private static List<Point> powers(Matrix m) {
    List<Point> points = new ArrayList<>();
    Matrix power = Matrix.identity(2);
    for (int k = 0; k <= 40; k++) {
      points.add(new Point(k, power.operatorNorm()));
      power = power.multiply(m);
    }
    return points;
  }
}
