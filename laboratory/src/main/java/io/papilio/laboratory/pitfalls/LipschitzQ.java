package io.papilio.laboratory.pitfalls;

import io.papilio.core.control.LinearPair;
import io.papilio.core.linalg.Matrix;
import io.papilio.core.linalg.Vector;
import io.papilio.core.rollout.RolloutSource;
import io.papilio.laboratory.numeric.Draws;
import io.papilio.laboratory.numeric.Line;
import io.papilio.laboratory.numeric.RandomMatrix;
import io.papilio.laboratory.report.figure.Plot;
import io.papilio.laboratory.study.Claim;
import io.papilio.laboratory.study.Findings;
import io.papilio.laboratory.study.Study;

/** A Lipschitz Q function bounds the regret, and is one exactly for stable loops. */
final class LipschitzQ {
  static final Study STUDY =
      new Study(
          "q-lipschitz",
          "Lipschitz Q functions and incremental stability",
          "corollary of \"Performance Difference\", theorem on rich costs",
          LipschitzQ::run);

  private static final int DRAWS = 300;

  private LipschitzQ() {}

  /**
   * The Lipschitz constant in u of the learner's Q over H steps, for the cost |x_1|: u moves the
   * state j steps later by M^(j-1) u.
   */
  static double constant(Matrix loop, int horizon) {
    double sum = 0;
    Matrix transposed = loop.transpose();
    double[] e1 = new double[loop.rows()];
    e1[0] = 1;
    // (e1' M^(j-1))' = M'^(j-1) e1
    Vector gradient = Vector.of(e1);
    for (int j = 1; j < horizon; j++) {
      sum += gradient.norm();
      gradient = transposed.multiply(gradient);
    }
    return sum;
  }

  private static Findings run(RolloutSource unused) {
    Findings found = new Findings();
    found.say(
        "x' = Ax + u with a linear learner, cost |x_1|: the gradient of Q_t in u is Σ_j (±e1)'"
            + " M^(j−1) with M = A + K̂, exactly, and L its largest norm over H steps.");
    LinearPair pair = LinearPair.mu(0.25);
    Matrix best = pair.systems().get(0).a().add(pair.imitatorGain(-0.1875));
    Matrix least = pair.systems().get(0).a().add(pair.imitatorGain(0));
    Matrix expert = pair.systems().get(0).a().add(pair.expertGains().get(0));
    found.claim(growth("the best clone of the mu-pair", best));
    found.claim(growth("the clone with k = 0", least));
    found.claim(
        Claim.equal(
            "L of the expert's loop is bounded: L(200) / L(100)",
            "theorem on rich costs",
            1,
            constant(expert, 200) / constant(expert, 100),
            1e-9));
    claimEquivalence(found);
    claimBound(found);
    double[] horizons = Plot.differences(2, 80, 40);
    return found.plot(
        new Plot(
                "Lipschitz constant of Q against the horizon, system 1, µ = ¼",
                Plot.Label.linear("horizon H"),
                Plot.Label.log("L"))
            .line("clone, k = 0", Plot.points(horizons, h -> constant(least, (int) h)))
            .line("best clone", Plot.points(horizons, h -> constant(best, (int) h)))
            .line("expert", Plot.points(horizons, h -> constant(expert, (int) h))));
  }

  private static Claim growth(String name, Matrix loop) {
    double[] horizons = Plot.differences(150, 300, 16);
    double[] logs = new double[horizons.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = Math.log(constant(loop, (int) horizons[i]));
    }
    return Claim.equal(
        "L of " + name + " grows as ρ(A + K̂)^H: growth per step",
        "theorem on rich costs",
        loop.spectralRadius(),
        Math.exp(Line.fit(horizons, logs).slope()),
        2e-3);
  }

  private static void claimEquivalence(Findings found) {
    Draws draws = Draws.of("pitfalls/q-equivalence");
    int wrong = 0;
    for (int i = 0; i < DRAWS; i++) {
      Matrix loop = RandomMatrix.normal(3, 3, draws);
      double radius =
          draws.generator().integers(2) == 0 ? draws.uniform(0.3, 0.97) : draws.uniform(1.03, 1.3);
      loop = loop.scale(radius / loop.spectralRadius());
      // Σ |M^j| is the constant over all costs that are 1-Lipschitz
      boolean bounded = constant(loop, 800) / constant(loop, 400) < 1.05;
      wrong += bounded == radius < 1 ? 0 : 1;
    }
    found.claim(
        Claim.atMost(
            "L is bounded in H iff the learner's loop is stable: exceptions among "
                + DRAWS
                + " loops",
            "theorem on rich costs",
            0,
            wrong));
  }

  private static void claimBound(Findings found) {
    Draws draws = Draws.of("pitfalls/q-bound");
    double largest = 0;
    for (int i = 0; i < DRAWS; i++) {
      int horizon = draws.integer(2, 40);
      Matrix a = RandomMatrix.normal(3, 3, draws).scale(0.3);
      Matrix expert = RandomMatrix.normal(3, 3, draws).scale(0.3);
      Matrix learner = expert.add(RandomMatrix.normal(3, 3, draws).scale(draws.ratio(1e-3, 0.3)));
      Vector x = Vector.of(draws.normals(3));
      Vector y = x;
      double regret = 0;
      double mistakes = 0;
      for (int h = 0; h < horizon; h++) {
        regret += Math.abs(y.get(0)) - Math.abs(x.get(0));
        mistakes += learner.subtract(expert).multiply(x).norm();
        x = a.add(expert).multiply(x);
        y = a.add(learner).multiply(y);
      }
      largest = Math.max(largest, regret / (constant(a.add(learner), horizon) * mistakes));
    }
    found.claim(
        Claim.atMost(
                "R_c ≤ L Σ_t |π*(x_t) − π̂(x_t)|: largest ratio, " + DRAWS + " draws",
                "corollary",
                1,
                largest)
            .remark("The slides also print LH for L; the H is not needed."));
  }
}
