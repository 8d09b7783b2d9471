package io.papilio.laboratory.theory;

import io.papilio.core.control.ErrorAmplification;
import io.papilio.core.control.LinearSystem;
import io.papilio.core.linalg.Matrix;
import io.papilio.core.linalg.Vector;
import io.papilio.core.rollout.RolloutSource;
import io.papilio.laboratory.numeric.Draws;
import io.papilio.laboratory.numeric.RandomMatrix;
import io.papilio.laboratory.report.figure.Plot;
import io.papilio.laboratory.study.Claim;
import io.papilio.laboratory.study.Findings;
import io.papilio.laboratory.study.Study;
import java.util.Arrays;

/**
 * A small error of cloning that grows exponentially with the horizon.
 *
 * <p>Source: Propositions 3.1 and C.1.
 */
final class UnstableLinear {
  static final Study STUDY =
      new Study(
          "theory-unstable-linear",
          "Error amplification in an unstable linear system",
          "Propositions 3.1 and C.1",
          UnstableLinear::run);

  private static final int HORIZON = 1000;
  private static final double EPSILON = 1e-3;
  private static final int DRAWS = 300;
  private static final String SOURCE = "Proposition C.1";

  private UnstableLinear() {}

  /**
   * -J / d of a closed loop ρ I, for E|x_1|² = d.
   *
   * @param rho growth per step
   */
  static double cost(double rho, int horizon) {
    // sum_{h<H} ρ^{2h} = (ρ^{2H} - 1) / (ρ² - 1)
    double square = Math.log(rho * rho);
    return Math.abs(square) < 1e-12 ? horizon : Math.expm1(horizon * square) / Math.expm1(square);
  }

  /** ℓ / d of the error ε' I on the expert's path: ε'² sum_{h<H} (1 - ε)^{2h}. */
  static double loss(double epsilon, double epsilonPrime, int horizon) {
    return epsilonPrime * epsilonPrime * cost(1 - epsilon, horizon);
  }

  /** -J / d from a rollout of the policy u = Kx from x_1 = (1, ..., 1). */
  static double simulatedCost(ErrorAmplification problem, Matrix gain, int horizon) {
    LinearSystem system = problem.system();
    double[] ones = new double[problem.dimension()];
    Arrays.fill(ones, 1);
    Vector x = Vector.of(ones);
    double sum = 0;
    for (int h = 0; h < horizon; h++) {
      sum += x.dot(x);
      x = system.next(x, gain.multiply(x));
    }
    return sum / problem.dimension();
  }

  private static Findings run(RolloutSource unused) {
    ErrorAmplification problem = new ErrorAmplification(EPSILON, 1, 2);
    double expert = simulatedCost(problem, problem.expertGain(), HORIZON);
    Findings found = new Findings();
    found.say(
        "A = I, B = cI, K* = −(ε/c) I, reward −|x|², H = 1000, c = 1, ε = 0.001. The worst error of"
            + " Lipschitz constant ε' is ε' I: the state then grows by ρ = 1 + δ a step, δ = cε' −"
            + " ε, and J = −d (ρ^2H − 1)/(ρ² − 1). Numbers are J/d of rollouts beside that sum.");
    found.claim(Claim.equal("J of the expert", SOURCE, -cost(1 - EPSILON, HORIZON), -expert, 1e-9));
    for (double epsilonPrime : new double[] {0.001, 0.002, 0.004, 0.01}) {
      double worst = simulatedCost(problem, problem.worstGain(epsilonPrime), HORIZON);
      double better = simulatedCost(problem, problem.worstGain(-epsilonPrime / 2), HORIZON);
      double closed = cost(1 - EPSILON + epsilonPrime, HORIZON);
      String of = "ε' = " + epsilonPrime + ": ";
      found.claim(Claim.equal(of + "J of the worst clone", SOURCE + " (c)", -closed, -worst, 1e-9));
      found.claim(
          Claim.atMost(
              of + "imitation loss on the expert's path, at most Hε'²",
              SOURCE + " (d)",
              HORIZON * epsilonPrime * epsilonPrime,
              loss(EPSILON, epsilonPrime, HORIZON)));
      found.claim(
          Claim.equal(
              of + "gain in J of the stabilizing error −ε'/2",
              SOURCE + " (e)",
              cost(1 - EPSILON, HORIZON) - cost(1 - EPSILON - epsilonPrime / 2, HORIZON),
              expert - better,
              1e-9));
    }
    claimLipschitz(found);
    claimBounds(found);
    claimStabilizingBall(found);
    return found.plot(plot(problem));
  }

  private static void claimLipschitz(Findings found) {
    ErrorAmplification problem = new ErrorAmplification(0.1, 2, 3);
    Matrix closed = problem.system().closedLoop(problem.expertGain());
    String of = "ε = 0.1, c = 2: ";
    found.claim(
        Claim.equal(
            of + "Lipschitz constant of the closed loop, 1 − ε",
            SOURCE + " (b)",
            0.9,
            closed.operatorNorm(),
            1e-12));
    // [A B] = [I cI] has the singular value √(1 + c²)
    double dynamics = Matrix.of(1, 2, 1, 2).operatorNorm();
    found.claim(
        Claim.equal(
            of + "of the dynamics, √(1 + c²)", SOURCE + " (b)", Math.sqrt(5), dynamics, 1e-12));
    found.claim(
        Claim.equal(
            of + "of the expert, ε/c",
            SOURCE + " (b)",
            0.05,
            problem.expertGain().operatorNorm(),
            1e-12));
  }

  /** (c) and 3.1 over random problems, with one constant for all. */
  private static void claimBounds(Findings found) {
    Draws draws = Draws.of("theory/unstable-linear");
    double least = Double.POSITIVE_INFINITY;
    double leastGap = Double.POSITIVE_INFINITY;
    double leastInformal = Double.POSITIVE_INFINITY;
    for (int i = 0; i < DRAWS; i++) {
      double epsilon = draws.ratio(1e-4, 0.1);
      int horizon = draws.integer(2, 1000);
      double delta = draws.uniform(-epsilon, Math.min(0.5, 50.0 / horizon));
      double sum = cost(1 + delta, horizon);
      double gap = sum - cost(1 - epsilon, horizon);
      double shape =
          delta <= 0
              ? Math.min(horizon, 1 / Math.abs(delta))
              : horizon * Math.exp(0.4 * horizon * delta);
      least = Math.min(least, sum / shape);
      leastGap = Math.min(leastGap, gap / shape);
      if (delta > 0) {
        double informal = horizon * Math.expm1((horizon - 1) * Math.log1p(delta));
        leastInformal = Math.min(leastInformal, gap / informal);
      }
    }
    String printed =
        "sup of the gap ≥ C d min(H, 1/|δ|) for δ ≤ 0, C d H exp(CHδ) for δ > 0, C = 0.4";
    found.claim(
        Claim.atLeast(
                printed + ": least C over " + DRAWS + " draws, of the clone's cost",
                SOURCE + " (c)",
                0.4,
                least)
            .corrected(
                "The proof drops the expert's own cost. Of the gap itself the least C is "
                    + Claim.number(leastGap)
                    + ": at δ = −ε the clone is the expert, and the gap is 0."));
    found.claim(
        Claim.atLeast(
            "gap ≥ H ((1+δ)^(H−1) − 1), at least 1 of it for δ > 0",
            "Proposition 3.1",
            1,
            leastInformal));
  }

  /** (e): the ball around -ε'/(2c) I with radius ε'/(16c). */
  private static void claimStabilizingBall(Findings found) {
    Draws draws = Draws.of("theory/unstable-linear-ball");
    double worstGain = Double.POSITIVE_INFINITY;
    double leastLoss = Double.POSITIVE_INFINITY;
    int horizon = 100;
    for (int i = 0; i < DRAWS; i++) {
      double epsilon = draws.ratio(1e-5, 1e-4);
      double epsilonPrime = draws.ratio(1e-3, 0.1);
      ErrorAmplification problem = new ErrorAmplification(epsilon, 1, 3);
      Matrix error =
          Matrix.identity(3)
              .scale(-epsilonPrime / 2)
              .add(RandomMatrix.ofNorm(epsilonPrime / 16, 3, 3, draws));
      Matrix gain = problem.expertGain().add(error);
      double cost = simulatedCost(problem, gain, horizon);
      worstGain = Math.min(worstGain, cost(1 - epsilon, horizon) - cost);
      // |∆x| >= (ε'/2 - ε'/16) |x| on the expert's path
      double loss = Math.pow(epsilonPrime * 7 / 16, 2) * cost(1 - epsilon, horizon);
      leastLoss = Math.min(leastLoss, loss / (horizon * Math.pow(epsilonPrime - epsilon, 2)));
    }
    found.claim(
        Claim.atLeast(
                "in the ball around −ε'/(2c) I, J is no worse than the expert's: least gain over "
                    + DRAWS
                    + " draws",
                SOURCE + " (e)",
                0,
                worstGain)
            .corrected(
                "The proof centers the ball at +ε'/2 I and writes A − BK; the stabilizing error has"
                    + " the sign of K*. "));
    found.claim(
        Claim.atLeast(
                "there ℓ ≥ c Hδ² with c = 0.15: least ℓ/(Hδ²)", SOURCE + " (e)", 0.15, leastLoss)
            .corrected("Printed with c = 1; errors of size ε'/2 in a ball of ε'/16 give (7/16)²."));
  }

  private static Plot plot(ErrorAmplification problem) {
    Plot plot =
        new Plot(
            "Cost of the clone against the horizon",
            Plot.Label.linear("horizon H"),
            Plot.Label.log("−J / d"));
    double[] horizons = Plot.differences(50, HORIZON, 20);
    for (double epsilonPrime : new double[] {0, 0.001, 0.002, 0.004, 0.01}) {
      double rho = 1 - EPSILON + epsilonPrime;
      Matrix gain = problem.worstGain(epsilonPrime);
      plot.line("ε' = " + epsilonPrime, Plot.points(horizons, h -> cost(rho, (int) h)));
      plot.measured("rollouts", Plot.points(horizons, h -> simulatedCost(problem, gain, (int) h)));
    }
    return plot;
  }
}
