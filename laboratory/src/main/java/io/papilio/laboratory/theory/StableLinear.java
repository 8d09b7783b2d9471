package io.papilio.laboratory.theory;

import io.papilio.core.linalg.Matrix;
import io.papilio.core.linalg.Vector;
import io.papilio.core.rollout.RolloutSource;
import io.papilio.laboratory.numeric.Draws;
import io.papilio.laboratory.numeric.Line;
import io.papilio.laboratory.numeric.RandomMatrix;
import io.papilio.laboratory.report.chart.Point;
import io.papilio.laboratory.report.figure.Plot;
import io.papilio.laboratory.study.Claim;
import io.papilio.laboratory.study.Findings;
import io.papilio.laboratory.study.Study;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * No error amplification where the closed loop is a contraction, or marginal.
 *
 * <p>Source: Proposition C.2.
 */
final class StableLinear {
  static final Study STUDY =
      new Study(
          "theory-stable-linear",
          "No error amplification in a stable linear system",
          "Proposition C.2",
          StableLinear::run);

  private static final int SIZE = 3;
  private static final int DRAWS = 300;
  private static final String SOURCE = "Proposition C.2";

  private StableLinear() {}

  /**
   * A system, its expert, and a direction in which the clone errs.
   *
   * @param error of operator norm 1
   */
  record Problem(Matrix a, Matrix b, Matrix gain, Matrix error) {
    /** A problem whose closed loop A + BK is {@code shrink} times an orthogonal matrix. */
    static Problem draw(double shrink, Draws draws) {
      Matrix b = RandomMatrix.normal(SIZE, SIZE, draws);
      Matrix gain = RandomMatrix.normal(SIZE, SIZE, draws).scale(0.3);
      Matrix closed = RandomMatrix.orthogonal(SIZE, draws).scale(shrink);
      return new Problem(
          closed.subtract(b.multiply(gain)), b, gain, RandomMatrix.ofNorm(1, SIZE, SIZE, draws));
    }

    Matrix imitator(double size) {
      return gain.add(error.scale(size));
    }

    /** -J = sum_h |x_h|² + |u_h|² without noise, from x_0 = e_1. */
    double cost(Matrix k, int horizon) {
      Matrix closed = a.add(b.multiply(k));
      Vector x = Vector.of(1, 0, 0);
      double sum = 0;
      for (int h = 0; h < horizon; h++) {
        Vector u = k.multiply(x);
        sum += x.dot(x) + u.dot(u);
        x = closed.multiply(x);
      }
      return sum;
    }

    /** sum_h |(K̂ - K) x_h|² on the expert's path. */
    double loss(Matrix k, int horizon) {
      Matrix closed = a.add(b.multiply(gain));
      Matrix difference = k.subtract(gain);
      Vector x = Vector.of(1, 0, 0);
      double sum = 0;
      for (int h = 0; h < horizon; h++) {
        Vector wrong = difference.multiply(x);
        sum += wrong.dot(wrong);
        x = closed.multiply(x);
      }
      return sum;
    }

    double gap(Matrix k, int horizon) {
      return Math.abs(cost(k, horizon) - cost(gain, horizon));
    }

    /** 100 (C H² + H |R|) |x_0|² ε with C = |Q + K̂'RK̂|, Q = R = I, |x_0| = 1. */
    static double bound(Matrix k, int horizon, double epsilon) {
      double c = Matrix.identity(SIZE).add(k.transpose().multiply(k)).operatorNorm();
      return 100 * (c * horizon * horizon + horizon) * epsilon;
    }
  }

  private static Findings run(RolloutSource unused) {
    Draws draws = Draws.of("theory/stable-linear");
    double worst = 0;
    double worstStable = 0;
    double worstLoss = 0;
    for (int i = 0; i < DRAWS; i++) {
      int horizon = draws.integer(10, 300);
      double epsilon = draws.ratio(1e-3, 1);
      Problem marginal = Problem.draw(1, draws);
      double radius = epsilon / (horizon * marginal.b().operatorNorm());
      Matrix k = marginal.imitator(radius);
      worst = Math.max(worst, marginal.gap(k, horizon) / Problem.bound(k, horizon, epsilon));
      worstLoss = Math.max(worstLoss, marginal.loss(k, horizon) / (horizon * radius * radius));
      double delta = draws.ratio(1e-3, 0.5);
      Problem stable = Problem.draw(1 - delta, draws);
      double wide = delta / (2 * stable.b().operatorNorm());
      Matrix far = stable.imitator(wide);
      // ε of the radius δ / (2 |B|) = ε / (H |B|)
      double bound = Problem.bound(far, horizon, horizon * delta / 2);
      worstStable = Math.max(worstStable, stable.gap(far, horizon) / bound);
    }
    Problem one = Problem.draw(1, Draws.of("theory/stable-linear-growth"));
    Line inEpsilon = growth(Plot.ratios(1e-4, 1e-1, 8), e -> gap(one, 200, e));
    Line inHorizon =
        growth(
            new double[] {50, 100, 200, 400, 800},
            h -> gap(one, (int) h, 0.1) / bound(one, (int) h, 0.1));
    Findings found = new Findings();
    found.say(
        "A = O − BK with a random orthogonal O, so that the closed loop O is marginal; Q = R = I,"
            + " no noise, |x_0| = 1. The clone errs by ε/(H|B|) in a random direction.");
    String remark = "The bound needs Q + K'RK where Q + K̂R is printed.";
    found.claim(
        Claim.atMost(
                "|A+BK| ≤ 1: largest |J(K̂) − J(K)| / (100 (CH² + H|R|) |x_0|² ε), "
                    + DRAWS
                    + " draws",
                SOURCE,
                1,
                worst)
            .corrected(remark));
    found.claim(
        Claim.atMost(
                "|A+BK| ≤ 1 − δ, error δ/(2|B|): largest gap over the same bound",
                SOURCE,
                1,
                worstStable)
            .corrected(remark + " Its ε is read as Hδ/2, which has this radius."));
    found.claim(Claim.atMost("largest ℓ / (H |x_0|² ε²), without noise", SOURCE, 1, worstLoss));
    found.claim(
        Claim.equal(
            "the gap is linear in ε: slope in logarithms", "goal", 1, inEpsilon.slope(), 0.05));
    found.claim(
        Claim.of(
                "gap / bound is flat in H: slope in logarithms",
                "goal",
                "0",
                Claim.number(inHorizon.slope()),
                Math.abs(inHorizon.slope()) < 0.2)
            .remark(
                "Errors ε/H change the cost of step h by about εh/H: the gap grows as H, the"
                    + " bound as H², which is safe and loose by a factor of H."));
    return found.plot(plot(one));
  }

  private static double gap(Problem problem, int horizon, double epsilon) {
    return problem.gap(imitator(problem, horizon, epsilon), horizon);
  }

  private static double bound(Problem problem, int horizon, double epsilon) {
    return Problem.bound(imitator(problem, horizon, epsilon), horizon, epsilon);
  }

  private static Matrix imitator(Problem problem, int horizon, double epsilon) {
    return problem.imitator(epsilon / (horizon * problem.b().operatorNorm()));
  }

  private static Line growth(double[] x, DoubleUnaryOperator f) {
    double[] logX = Arrays.stream(x).map(Math::log).toArray();
    double[] logY = Arrays.stream(x).map(v -> Math.log(f.applyAsDouble(v))).toArray();
    return Line.fit(logX, logY);
  }

  private static Plot plot(Problem problem) {
    List<Point> bound = new ArrayList<>();
    List<Point> gap = new ArrayList<>();
    for (double epsilon : Plot.ratios(1e-3, 1, 10)) {
      bound.add(new Point(epsilon, bound(problem, 200, epsilon)));
      gap.add(new Point(epsilon, gap(problem, 200, epsilon)));
    }
    return new Plot(
            "Gap of the return against the error, H = 200",
            Plot.Label.log("ε"),
            Plot.Label.log("gap"))
        .line("bound of C.2", bound)
        .curve("rollouts", gap);
  }
}
