package io.papilio.laboratory.theory;

import io.papilio.core.rollout.RolloutSource;
import io.papilio.laboratory.numeric.Draws;
import io.papilio.laboratory.numeric.Integral;
import io.papilio.laboratory.numeric.Mean;
import io.papilio.laboratory.report.chart.Point;
import io.papilio.laboratory.report.figure.Plot;
import io.papilio.laboratory.study.Claim;
import io.papilio.laboratory.study.Findings;
import io.papilio.laboratory.study.Study;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The EMA of a continuous Gaussian process: Gaussian, its mean the EMA of the means, its second
 * moment at most the EMA of the second moments.
 *
 * <p>Source: Theorem 3, with Propositions D.4 and D.5 and Lemma D.6.
 */
final class GaussianEma {
  static final Study STUDY =
      new Study(
          "theory-gaussian-ema",
          "The EMA of a Gaussian process",
          "Theorem 3, Propositions D.4 and D.5, Lemma D.6",
          GaussianEma::run);

  private static final int PATHS = 10_000;
  private static final double T = 4;
  private static final int STEPS = 400;

  private GaussianEma() {}

  /** γ(t) = (1 + sin t) / 2. */
  static double rate(double t) {
    return (1 + Math.sin(t)) / 2;
  }

  /** G(t) = ∫₀ᵗ γ(s) ds. */
  static double integrated(double t) {
    return (t + 1 - Math.cos(t)) / 2;
  }

  /** e^{-G(t)} f(0) + ∫₀ᵗ e^{G(s)-G(t)} γ(s) f(s) ds. */
  static double ema(DoubleUnaryOperator f, double t) {
    return Math.exp(-integrated(t)) * f.applyAsDouble(0)
        + Integral.simpson(
            s -> Math.exp(integrated(s) - integrated(t)) * rate(s) * f.applyAsDouble(s), 0, t, 400);
  }

  /** The mean of dθ = -θ dt + dB from θ(0) of N(1, 1/4). */
  static double mean(double s) {
    return Math.exp(-s);
  }

  /** Its second moment. */
  static double second(double s) {
    double decay = Math.exp(-2 * s);
    return decay * 1.25 + (1 - decay) / 2;
  }

  private static Findings run(RolloutSource unused) {
    Findings found = new Findings();
    found.say(
        "dθ = −θ dt + dB from θ(0) of N(1, 1/4), and a rate that varies, γ(t) = (1 + sin t)/2; t ="
            + " 4, "
            + PATHS
            + " paths of "
            + STEPS
            + " steps.");
    double[] last = last(T, Draws.of("theory/gaussian-ema"));
    found.claim(
        Claim.simulated(
            "E θ̃(t) = e^(−G(t)) E θ(0) + ∫e^(G(s)−G(t)) γ_s E θ(s) ds",
            "Theorem 3 (b), equation D.8",
            ema(GaussianEma::mean, T),
            Mean.of(last)));
    Mean second = Mean.of(last, x -> x * x);
    found.claim(
        Claim.atMost(
            "E θ̃(t)² ≤ the same average of E θ(s)²",
            "Theorem 3 (c), Proposition D.5",
            ema(GaussianEma::second, T),
            second.value()));
    double mean = Mean.of(last).value();
    double sd = Math.sqrt(Mean.of(last, x -> (x - mean) * (x - mean)).value());
    found.claim(
        Claim.simulated(
            "θ̃(t) is Gaussian: its skewness",
            "Theorem 3 (a), Lemma D.6",
            0,
            Mean.of(last, x -> Math.pow((x - mean) / sd, 3))));
    found.claim(
        Claim.simulated(
            "θ̃(t) is Gaussian: its fourth standardized moment",
            "Theorem 3 (a), Lemma D.6",
            3,
            Mean.of(last, x -> Math.pow((x - mean) / sd, 4))));
    double coarse = pathwiseError(200);
    double fine = pathwiseError(400);
    found.claim(
        Claim.equal(
            "equation D.7 path by path: its error halves with the step of Euler",
            "Proposition D.4",
            2,
            coarse / fine,
            0.15));
    return found.plot(plot());
  }

  /** θ̃(t) of independent paths. */
  private static double[] last(double t, Draws draws) {
    double[] last = new double[PATHS];
    double dt = t / STEPS;
    for (int path = 0; path < PATHS; path++) {
      double theta = 1 + draws.normal() / 2;
      double average = theta;
      for (int i = 0; i < STEPS; i++) {
        double before = theta;
        theta = step(theta, dt, draws);
        double middle = (before + theta) / 2;
        // Exact for a constant θ and γ within the step
        average += -Math.expm1(-rate((i + 0.5) * dt) * dt) * (middle - average);
      }
      last[path] = average;
    }
    return last;
  }

  /** The exact transition of the Ornstein-Uhlenbeck process. */
  private static double step(double theta, double dt, Draws draws) {
    return theta * Math.exp(-dt) + Math.sqrt(-Math.expm1(-2 * dt) / 2) * draws.normal();
  }

  /**
   * The root mean square over paths of the difference between Euler's solution of dθ̃ = γ(θ - θ̃)dt
   * and equation D.7, the trapezoidal rule for its integral; both on the same path of θ.
   */
  private static double pathwiseError(int steps) {
    Draws draws = Draws.of("theory/gaussian-ema-pathwise");
    int finest = 800;
    double dt = T / steps;
    double squares = 0;
    for (int path = 0; path < 300; path++) {
      double[] theta = new double[finest + 1];
      theta[0] = 1 + draws.normal() / 2;
      for (int i = 0; i < finest; i++) {
        theta[i + 1] = step(theta[i], T / finest, draws);
      }
      double average = theta[0];
      for (int i = 0; i < steps; i++) {
        average += dt * rate(i * dt) * (theta[i * finest / steps] - average);
      }
      double integral = Math.exp(-integrated(T)) * theta[0];
      for (int i = 0; i <= finest; i++) {
        double s = T * i / finest;
        double weight = (i == 0 || i == finest ? 0.5 : 1) * T / finest;
        integral += weight * Math.exp(integrated(s) - integrated(T)) * rate(s) * theta[i];
      }
      squares += (average - integral) * (average - integral);
    }
    return Math.sqrt(squares / 300);
  }

  private static Plot plot() {
    double[] times = Plot.differences(0, T, 41);
    List<Point> mean = new ArrayList<>();
    List<Point> second = new ArrayList<>();
    for (double t : new double[] {0.5, 1, 2, 3, 4}) {
      double[] last = last(t, Draws.of("theory/gaussian-ema-plot"));
      mean.add(new Point(t, Mean.of(last).value()));
      second.add(new Point(t, Mean.of(last, x -> x * x).value()));
    }
    return new Plot(
            "Moments of the EMA over time", Plot.Label.linear("t"), Plot.Label.linear("moment"))
        .line("E θ̃, formula", Plot.points(times, t -> ema(GaussianEma::mean, t)))
        .measured("paths", mean)
        .line("bound on E θ̃²", Plot.points(times, t -> ema(GaussianEma::second, t)))
        .measured("E θ̃², paths", second);
  }
}
