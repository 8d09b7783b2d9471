package io.papilio.laboratory.pitfalls;

import io.papilio.core.control.LinearPair;
import io.papilio.core.rollout.RolloutSource;
import io.papilio.laboratory.numeric.Draws;
import io.papilio.laboratory.pitfalls.learner.Cascade;
import io.papilio.laboratory.pitfalls.learner.Demonstrations;
import io.papilio.laboratory.pitfalls.learner.Growth;
import io.papilio.laboratory.pitfalls.learner.Ridge;
import io.papilio.laboratory.pitfalls.learner.SmallMlp;
import io.papilio.laboratory.pitfalls.learner.StatePolicy;
import io.papilio.laboratory.pitfalls.learner.Training;
import io.papilio.laboratory.report.chart.Point;
import io.papilio.laboratory.report.figure.Plot;
import io.papilio.laboratory.study.Claim;
import io.papilio.laboratory.study.Findings;
import io.papilio.laboratory.study.Study;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whatever simple policy is cloned, its error grows exponentially with the horizon. */
final class LowerBoundHorizon {
  static final Study STUDY =
      new Study(
          "lower-bound-horizon",
          "Growth of the error against the horizon, for every simple learner",
          Talk.MAIN + ", remarks 1 and 2",
          LowerBoundHorizon::run);

  private static final double MU = 0.25;
  private static final int HORIZON = 200;
  private static final int SEEDS = 3;
  private static final int STARTS = 20;
  private static final int TRAJECTORIES = 200;
  private static final Cascade CASCADE = new Cascade(LinearPair.mu(MU));

  private LowerBoundHorizon() {}

  /** A clone, and the standard deviation of the noise on its actions. */
  private record Clone(StatePolicy policy, double noise) {}

  private static Findings run(RolloutSource unused) {
    Findings found = new Findings();
    found.say(
        "The cascade problem with µ = ¼: demonstrations never leave y1 = 0 and do not show the"
            + " system. "
            + TRAJECTORIES
            + " demonstrations of 10 steps, "
            + SEEDS
            + " training seeds, "
            + STARTS
            + " initial states. Errors are the larger |y1| of both systems; slopes are of their"
            + " logarithms while below 0.1, with 95% bootstrap intervals.");
    Map<String, List<Clone>> clones = clones();
    Plot plot =
        new Plot(
            "Error against the horizon",
            Plot.Label.linear("step h"),
            Plot.Label.log("max over systems of |y1|, geometric mean"));
    clones.forEach(
        (name, learned) -> {
          List<double[]> paths = paths(learned);
          Growth growth = Growth.of(paths, Cascade.SATURATION);
          found.claim(
              Claim.of(
                  name + ": slope ≥ log(1 + µ/4) − 0.02",
                  Talk.MAIN,
                  "≥ " + Claim.number(Math.log1p(MU / 4) - 0.02),
                  growth.text(),
                  growth.slope() >= Math.log1p(MU / 4) - 0.02));
          plot.line(name, geometricMean(paths));
        });
    claimExact(found);
    claimLossAndCost(found);
    return found.plot(plot);
  }

  private static Map<String, List<Clone>> clones() {
    Map<String, List<Clone>> clones = new LinkedHashMap<>();
    SmallMlp tanh = new SmallMlp(SmallMlp.Activation.TANH, 3, 32, 32, 2);
    SmallMlp gelu = new SmallMlp(SmallMlp.Activation.GELU, 3, 32, 32, 2);
    Training decayed = new Training(6000, 3e-3, true, 0.1, 0, 0.01);
    for (int seed = 0; seed < SEEDS; seed++) {
      Draws draws = Draws.of("pitfalls/lower-bound/" + seed);
      Demonstrations data = CASCADE.record(0, Cascade.Recording.clean(TRAJECTORIES), draws);
      Training.Trained one = Training.DEFAULT.fit(tanh, data, draws);
      StatePolicy another = Training.DEFAULT.fit(gelu, data, draws).policy();
      add(clones, "ridge, linear in y", new Clone(Ridge.fit(data), 0));
      add(clones, "MLP, tanh", new Clone(one.policy(), 0));
      add(clones, "MLP, GELU", new Clone(another, 0));
      // The likeliest σ of N(mean(x), σ²) is the root mean square of the residuals.
      double sigma = Math.sqrt(data.loss(one.policy()) / 2);
      add(clones, "Gaussian, mean + σ", new Clone(one.policy(), sigma));
      add(clones, "MLP, weight decay", new Clone(decayed.fit(tanh, data, draws).policy(), 0));
      add(clones, "MLP, EMA", new Clone(one.averaged(), 0));
    }
    return clones;
  }

  private static void add(Map<String, List<Clone>> clones, String name, Clone clone) {
    clones.computeIfAbsent(name, key -> new ArrayList<>()).add(clone);
  }

  private static List<double[]> paths(List<Clone> clones) {
    List<double[]> paths = new ArrayList<>();
    for (Clone clone : clones) {
      Draws starts = Draws.of("pitfalls/lower-bound/starts");
      for (int i = 0; i < STARTS; i++) {
        paths.add(path(clone, Cascade.start(starts)));
      }
    }
    return paths;
  }

  private static double[] path(Clone clone, double[] start) {
    if (clone.noise() == 0) {
      return CASCADE.worst(clone.policy(), start, HORIZON);
    }
    // Root mean square over draws of the noise, as the spread grows and not only the mean
    Draws noise = Draws.of("pitfalls/lower-bound/noise");
    StatePolicy noisy =
        x -> {
          double[] u = clone.policy().act(x).clone();
          u[0] += clone.noise() * noise.normal();
          u[1] += clone.noise() * noise.normal();
          return u;
        };
    double[] squares = new double[HORIZON + 1];
    int repeats = 20;
    for (int system = 0; system < 2; system++) {
      double[] mean = new double[HORIZON + 1];
      for (int i = 0; i < repeats; i++) {
        double[] one = CASCADE.path(noisy, system, start, HORIZON);
        for (int h = 0; h <= HORIZON; h++) {
          mean[h] += one[h] * one[h] / repeats;
        }
      }
      for (int h = 0; h <= HORIZON; h++) {
        squares[h] = Math.max(squares[h], Math.sqrt(mean[h]));
      }
    }
    return squares;
  }

  private static List<Point> geometricMean(List<double[]> paths) {
    List<Point> points = new ArrayList<>();
    for (int h = 1; h <= 100; h++) {
      double sum = 0;
      for (double[] path : paths) {
        sum += Math.log(Math.min(1, Math.max(path[h], 1e-12)));
      }
      points.add(new Point(h, Math.exp(sum / paths.size())));
    }
    return points;
  }

  /** The two extremes of what a clone may do along e1. */
  private static void claimExact(Findings found) {
    double zero = grown(0, 30);
    found.claim(
        Claim.equal(
            "k = 0, the least norm: error grows by (1+µ)^30",
            Talk.MAIN,
            Math.pow(1.25, 30),
            zero,
            1e-9));
    found.claim(
        Claim.equal(
            "k = −(a_1+a_2)/2, the best: error grows by (1+µ/4)^30",
            Talk.MAIN,
            Math.pow(1.0625, 30),
            grown(-0.1875, 30),
            1e-9));
  }

  private static double grown(double k, int steps) {
    StatePolicy policy = x -> new double[] {k * x[0] - 1.5 * MU * x[1], 0};
    return CASCADE.worst(policy, new double[] {1, 0, 0}, steps)[steps];
  }

  private static void claimLossAndCost(Findings found) {
    List<Point> loss = new ArrayList<>();
    List<Point> cost = new ArrayList<>();
    Demonstrations held =
        CASCADE.record(0, Cascade.Recording.clean(200), Draws.of("pitfalls/lower-bound/held-out"));
    for (int n : new int[] {12, 25, 50, 100, 200, 400}) {
      Draws draws = Draws.of("pitfalls/lower-bound/n");
      StatePolicy clone = Ridge.fit(CASCADE.record(0, Cascade.Recording.clean(n), draws));
      loss.add(new Point(n, held.loss(clone)));
      cost.add(new Point(n, meanCost(clone, 100)));
    }
    double first = loss.get(0).y();
    double last = loss.get(loss.size() - 1).y();
    found.claim(
        Claim.atMost(
            "ridge, from 12 to 400 demonstrations: validation loss falls by a factor of 1000;"
                + " ratio",
            Talk.MAIN + ", remark 1",
            1e-3,
            last / first));
    found.claim(
        Claim.atLeast(
            "its cost at H = 100 does not fall: E max over steps of min(1, |y1|), with 400",
            Talk.MAIN + ", remark 1",
            0.9,
            cost.get(cost.size() - 1).y()));
    StatePolicy idle = x -> new double[2];
    found.claim(
        Claim.atMost(
            "doing nothing costs less, as the open loop is stable: the same cost of u = 0",
            "Figures 1 and 2 of arXiv 2503.09722",
            0.9,
            meanCost(idle, 100)));
    found.plot(
        new Plot(
                "More demonstrations: the loss falls, the cost stays",
                Plot.Label.log("demonstrations"),
                Plot.Label.log("loss, cost"))
            .curve("validation loss", loss)
            .curve("cost at H = 100", cost));
  }

  private static double meanCost(StatePolicy policy, int horizon) {
    Draws starts = Draws.of("pitfalls/lower-bound/starts");
    double sum = 0;
    for (int i = 0; i < STARTS; i++) {
      double[] path = CASCADE.worst(policy, Cascade.start(starts), horizon);
      double worst = 0;
      for (double y : path) {
        worst = Math.max(worst, Math.min(1, y));
      }
      sum += worst / STARTS;
    }
    return sum;
  }
}
