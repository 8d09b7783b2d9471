package io.papilio.laboratory.pitfalls;

import io.papilio.core.rollout.RolloutSource;
import io.papilio.laboratory.numeric.Draws;
import io.papilio.laboratory.report.chart.Point;
import io.papilio.laboratory.report.figure.Plot;
import io.papilio.laboratory.study.Claim;
import io.papilio.laboratory.study.Findings;
import io.papilio.laboratory.study.Study;
import java.util.ArrayList;
import java.util.List;

/** In the zero-one loss, errors compound at most linearly in the horizon. */
final class DaggerBound {
  static final Study STUDY =
      new Study(
          "dagger-bound",
          "The bound of DAgger on random tabular problems",
          "folklore theorem",
          DaggerBound::run);

  private static final int MDPS = 1000;

  private DaggerBound() {}

  /**
   * A tabular problem with an expert and a clone.
   *
   * @param transitions shape: [states, actions, states]
   * @param cost in [0, 1]. Shape: [states, actions]
   * @param expert action of each state
   * @param imitator probabilities of actions. Shape: [states, actions]
   */
  record Problem(double[][][] transitions, double[][] cost, int[] expert, double[][] imitator) {
    static Problem draw(Draws draws) {
      int states = draws.integer(2, 8);
      int actions = draws.integer(2, 4);
      double sharpness = draws.ratio(0.5, 8);
      double[][][] transitions = new double[states][actions][];
      double[][] cost = new double[states][actions];
      int[] expert = new int[states];
      double[][] imitator = new double[states][actions];
      double worst = draws.ratio(1e-3, 1);
      for (int s = 0; s < states; s++) {
        expert[s] = draws.integer(0, actions - 1);
        double mistake = draws.uniform(0, worst);
        for (int a = 0; a < actions; a++) {
          transitions[s][a] = distribution(states, sharpness, draws);
          cost[s][a] = draws.uniform(0, 1);
          imitator[s][a] = a == expert[s] ? 1 - mistake : mistake / (actions - 1);
        }
      }
      return new Problem(transitions, cost, expert, imitator);
    }

    private static double[] distribution(int size, double sharpness, Draws draws) {
      double[] p = new double[size];
      double sum = 0;
      for (int i = 0; i < size; i++) {
        p[i] = Math.pow(draws.uniform(0, 1), sharpness) + 1e-12;
        sum += p[i];
      }
      for (int i = 0; i < size; i++) {
        p[i] /= sum;
      }
      return p;
    }

    private double probability(int s, int a, boolean imitates) {
      return imitates ? imitator[s][a] : a == expert[s] ? 1 : 0;
    }

    /** Expected cost over H steps from state 0, and the expected number of mistakes. */
    double[] evaluate(boolean imitates, int horizon) {
      double[] at = new double[cost.length];
      at[0] = 1;
      double total = 0;
      double mistakes = 0;
      for (int h = 0; h < horizon; h++) {
        double[] next = new double[at.length];
        for (int s = 0; s < at.length; s++) {
          mistakes += at[s] * (1 - imitator[s][expert[s]]);
          for (int a = 0; a < cost[s].length; a++) {
            double p = at[s] * probability(s, a, imitates);
            total += p * cost[s][a];
            for (int t = 0; t < at.length; t++) {
              next[t] += p * transitions[s][a][t];
            }
          }
        }
        at = next;
      }
      return new double[] {total, mistakes};
    }
  }

  private static Findings run(RolloutSource unused) {
    Draws draws = Draws.of("pitfalls/dagger-bound");
    double largest = 0;
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < MDPS; i++) {
      Problem problem = Problem.draw(draws);
      int horizon = draws.integer(1, 30);
      double[] expert = problem.evaluate(false, horizon);
      double regret = problem.evaluate(true, horizon)[0] - expert[0];
      double bound = horizon * expert[1];
      largest = Math.max(largest, regret / bound);
      points.add(new Point(bound, regret));
    }
    double cliff = cliff(1e-4, 100);
    Findings found = new Findings();
    found.say(
        "R_c ≤ H · E over the expert's states of Σ 1[π̂(x_t) ≠ π*(x_t)], costs in [0, 1]. "
            + MDPS
            + " random problems with 2 to 8 states and 2 to 4 actions, H up to 30, random"
            + " stochastic clones; both sides by exact dynamic programming.");
    found.claim(
        Claim.atMost(
            "largest R_c / (H · R_expert) over the random problems",
            "folklore theorem",
            1,
            largest));
    found.claim(
        Claim.atLeast(
            "a cliff, where one mistake costs 1 in every later step, reaches half of the bound",
            "folklore theorem",
            0.49,
            cliff));
    return found.plot(
        new Plot(
                "Regret against the bound, 1000 random problems",
                Plot.Label.log("H · R_expert, zero-one"),
                Plot.Label.log("R_c"))
            .markers("problem", points)
            .line("equality", Plot.points(Plot.ratios(1e-3, 1000, 2), b -> b)));
  }

  /** The ratio of a problem whose second state is a trap of cost 1. */
  private static double cliff(double mistake, int horizon) {
    Problem problem =
        new Problem(
            new double[][][] {{{1, 0}, {0, 1}}, {{0, 1}, {0, 1}}},
            new double[][] {{0, 1}, {1, 1}},
            new int[] {0, 0},
            new double[][] {{1 - mistake, mistake}, {1, 0}});
    double[] expert = problem.evaluate(false, horizon);
    return (problem.evaluate(true, horizon)[0] - expert[0]) / (horizon * expert[1]);
  }
}
