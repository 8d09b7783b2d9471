package io.papilio.laboratory.pitfalls;

import io.papilio.core.control.LinearPair;
import io.papilio.core.control.LinearQuadraticProblem;
import io.papilio.core.control.LinearQuadraticProblems;
import io.papilio.core.control.LinearQuadraticRegulator;
import io.papilio.core.linalg.Matrix;
import io.papilio.core.linalg.Vector;
import io.papilio.core.rollout.RolloutSource;
import io.papilio.laboratory.numeric.Draws;
import io.papilio.laboratory.numeric.Line;
import io.papilio.laboratory.numeric.RandomMatrix;
import io.papilio.laboratory.pitfalls.learner.Cascade;
import io.papilio.laboratory.pitfalls.learner.Demonstrations;
import io.papilio.laboratory.pitfalls.learner.Growth;
import io.papilio.laboratory.pitfalls.learner.Ridge;
import io.papilio.laboratory.pitfalls.learner.StatePolicy;
import io.papilio.laboratory.pitfalls.learner.WalkerClone;
import io.papilio.laboratory.report.chart.Point;
import io.papilio.laboratory.report.figure.Plot;
import io.papilio.laboratory.study.Claim;
import io.papilio.laboratory.study.Findings;
import io.papilio.laboratory.study.Study;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The map of when cloning fails: the clone's distance from the expert over time, in five problems.
 */
final class HorizonGrowth {
  static final Study STUDY =
      new Study(
          "horizon-growth",
          "Error against the horizon: Walker2d, LQR, challenging pairs",
          "both sources",
          HorizonGrowth::run);

  private static final int HORIZON = 300;
  private static final int EPISODES = 20;

  /** A distance at which a path has left the expert's, relative to its typical state. */
  private static final double FAR = 0.3;

  private HorizonGrowth() {}

  private static Findings run(RolloutSource source) {
    Findings found = new Findings();
    found.say(
        "Expert and clone begin in the same state; the error is the distance of their states after"
            + " h steps. In the pairs the clone is a ridge regression on the cascade problem and"
            + " the error is |y1|; in the LQR problems (no noise) it is the Riccati gain, 2% off in"
            + " a random direction, and the error is relative to the initial state; in Walker2d it"
            + " is an MLP that was trained on 20 demonstrations of the shipped expert, the error is"
            + " relative to the expert's typical state, and ends with the shorter episode.");
    Plot plot =
        new Plot(
            "Error against the horizon",
            Plot.Label.log("step h"),
            Plot.Label.log("error, geometric mean"));
    add("mu-pair, µ = ¼", pair(LinearPair.mu(0.25)), true, found, plot);
    add("fast pair", pair(LinearPair.fast()), true, found, plot);
    add("LQR, marginal", lqr(LinearQuadraticProblems.marginal()), false, found, plot);
    add("LQR, cliff", lqr(LinearQuadraticProblems.cliff(0.1)), false, found, plot);
    List<double[]> walker = WalkerClone.errors(source, HORIZON, EPISODES);
    plot.line("Walker2d", mean(walker));
    Growth growth = Growth.of(walker, FAR);
    found.claim(
        Claim.of(
            "Walker2d: the error grows from its first steps until it is " + FAR + ": slope > 0",
            Talk.GOAL,
            "> 0",
            growth.text(),
            growth.interval().low() > 0));
    found.claim(
        Claim.of(
                "Walker2d: an exponential leaves less unexplained than a power of h, until then",
                Talk.GOAL,
                "exponential",
                unexplained(walker),
                exponential(walker) < power(walker))
            .remark("Shares of the variance of log error that each fit leaves."));
    return found.plot(plot);
  }

  private static void add(
      String name, List<double[]> paths, boolean grows, Findings found, Plot plot) {
    plot.line(name, mean(paths));
    if (grows) {
      Growth growth = Growth.of(paths, FAR);
      found.claim(
          Claim.of(
              name + ": exponential from the first step: slope > 0",
              Talk.MAIN,
              "> 0",
              growth.text(),
              growth.interval().low() > 0));
    } else {
      double largest = paths.stream().flatMapToDouble(Arrays::stream).max().orElseThrow();
      found.claim(
          Claim.atMost(
              name + ": errors of 2% stay small: largest relative error",
              "Proposition C.2",
              0.1,
              largest));
    }
  }

  private static List<double[]> pair(LinearPair pair) {
    Cascade cascade = new Cascade(pair);
    Draws draws = Draws.of("pitfalls/horizon-growth");
    Demonstrations data = cascade.record(0, Cascade.Recording.clean(200), draws);
    StatePolicy clone = Ridge.fit(data);
    List<double[]> paths = new ArrayList<>();
    while (paths.size() < EPISODES) {
      double[] start = Cascade.start(draws);
      if (start[2] != 0) {
        paths.add(cascade.worst(clone, start, HORIZON));
      }
    }
    return paths;
  }

  private static List<double[]> lqr(LinearQuadraticProblem problem) {
    Matrix gain = LinearQuadraticRegulator.solve(problem).gain();
    Draws draws = Draws.of("pitfalls/horizon-growth/lqr");
    List<double[]> paths = new ArrayList<>();
    for (int i = 0; i < EPISODES; i++) {
      double size = 0.02 * gain.operatorNorm();
      Matrix clone = gain.add(RandomMatrix.ofNorm(size, gain.rows(), gain.columns(), draws));
      Vector start = Vector.of(draws.normals(problem.system().stateSize()));
      Vector x = start;
      Vector y = start;
      double[] path = new double[HORIZON + 1];
      for (int h = 1; h <= HORIZON; h++) {
        x = problem.system().next(x, gain.multiply(x));
        y = problem.system().next(y, clone.multiply(y));
        path[h] = y.subtract(x).norm() / start.norm();
      }
      paths.add(path);
    }
    return paths;
  }

  private static List<Point> mean(List<double[]> paths) {
    List<Point> points = new ArrayList<>();
    for (int h = 1; h <= HORIZON; h++) {
      double sum = 0;
      int count = 0;
      for (double[] path : paths) {
        if (h < path.length && path[h] > 0) {
          sum += Math.log(Math.min(10, path[h]));
          count++;
        }
      }
      if (count > paths.size() / 2) {
        points.add(new Point(h, Math.exp(sum / count)));
      }
    }
    return points;
  }

  private static String unexplained(List<double[]> paths) {
    return "exponential "
        + Claim.number(exponential(paths))
        + ", power "
        + Claim.number(power(paths));
  }

  private static double exponential(List<double[]> paths) {
    return fit(paths, false);
  }

  private static double power(List<double[]> paths) {
    return fit(paths, true);
  }

  /** What a straight line leaves of log error against h, or log h, until it is far. */
  private static double fit(List<double[]> paths, boolean logarithmic) {
    List<Point> early = mean(paths).stream().takeWhile(p -> p.y() < FAR).toList();
    double[] x = early.stream().mapToDouble(p -> logarithmic ? Math.log(p.x()) : p.x()).toArray();
    double[] y = early.stream().mapToDouble(p -> Math.log(p.y())).toArray();
    return Line.fit(x, y).unexplained(x, y);
  }
}
