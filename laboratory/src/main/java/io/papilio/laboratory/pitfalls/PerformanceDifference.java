package io.papilio.laboratory.pitfalls;

import io.papilio.core.linalg.Matrix;
import io.papilio.core.linalg.Vector;
import io.papilio.core.rollout.RolloutSource;
import io.papilio.laboratory.numeric.Draws;
import io.papilio.laboratory.numeric.RandomMatrix;
import io.papilio.laboratory.study.Claim;
import io.papilio.laboratory.study.Findings;
import io.papilio.laboratory.study.Study;
import java.util.Arrays;

/** The regret is the sum of the learner's Q differences along the expert's states. */
final class PerformanceDifference {
  static final Study STUDY =
      new Study(
          "q-performance-difference",
          "The performance difference identity",
          "theorem \"Performance Difference\"",
          PerformanceDifference::run);

  private static final int DRAWS = 300;

  private PerformanceDifference() {}

  /** A deterministic problem, x' = f(Ax + Bu), with policies u = g(Kx). */
  record Problem(Matrix a, Matrix b, Matrix expert, Matrix learner, boolean linear, int horizon) {
    static Problem draw(boolean linear, Draws draws) {
      return new Problem(
          RandomMatrix.ofNorm(draws.uniform(0.5, 1.2), 3, 3, draws),
          RandomMatrix.normal(3, 2, draws),
          RandomMatrix.normal(2, 3, draws).scale(0.4),
          RandomMatrix.normal(2, 3, draws).scale(0.4),
          linear,
          draws.integer(2, 15));
    }

    private Vector shaped(Vector v) {
      return linear ? v : Vector.of(Arrays.stream(v.toArray()).map(Math::tanh).toArray());
    }

    Vector act(Matrix policy, Vector x) {
      return shaped(policy.multiply(x));
    }

    Vector next(Vector x, Vector u) {
      return shaped(a.multiply(x).add(b.multiply(u)));
    }

    /** c(x, u) = min(1, |x_1|) + |u|² / 10. */
    double cost(Vector x, Vector u) {
      return Math.min(1, Math.abs(x.get(0))) + u.dot(u) / 10;
    }

    /** The cost of steps t to H from x with the first action u and a policy after it. */
    double q(Matrix policy, int t, Vector x, Vector u) {
      double sum = 0;
      Vector state = x;
      Vector action = u;
      for (int h = t; h <= horizon; h++) {
        sum += cost(state, action);
        state = next(state, action);
        action = act(policy, state);
      }
      return sum;
    }

    /** R_c, and the sum of Q differences. */
    double[] sides(Vector start) {
      double regret =
          q(learner, 1, start, act(learner, start)) - q(expert, 1, start, act(expert, start));
      double sum = 0;
      Vector x = start;
      for (int t = 1; t <= horizon; t++) {
        sum += q(learner, t, x, act(learner, x)) - q(learner, t, x, act(expert, x));
        x = next(x, act(expert, x));
      }
      return new double[] {regret, sum};
    }
  }

  private static Findings run(RolloutSource unused) {
    Findings found = new Findings();
    found.say(
        "R_c = Σ_t Q_t(x_t, π̂(x_t)) − Q_t(x_t, π*(x_t)), with Q of the learner along the expert's"
            + " states. Random problems x' = f(Ax + Bu) in three dimensions with policies f(Kx), f"
            + " the identity or tanh, H up to 15.");
    for (boolean linear : new boolean[] {true, false}) {
      Draws draws = Draws.of("pitfalls/performance-difference/" + linear);
      double difference = 0;
      for (int i = 0; i < DRAWS; i++) {
        double[] sides = Problem.draw(linear, draws).sides(Vector.of(draws.normals(3)));
        difference = Math.max(difference, Math.abs(sides[0] - sides[1]) / (1 + Math.abs(sides[0])));
      }
      found.claim(
          Claim.atMost(
              (linear ? "linear" : "tanh")
                  + ": largest difference of both sides, "
                  + DRAWS
                  + " draws",
              "theorem \"Performance Difference\"",
              1e-10,
              difference));
    }
    return found;
  }
}
