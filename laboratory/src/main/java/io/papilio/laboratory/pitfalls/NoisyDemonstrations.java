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
import java.util.List;

/** Noise while demonstrations are recorded, with clean labels, removes the growth. */
final class NoisyDemonstrations {
  static final Study STUDY =
      new Study(
          "noise-injection",
          "Noise on executed actions, clean labels",
          "takeaway on exploration, arXiv 2507.09061",
          NoisyDemonstrations::run);

  /** A goal that is not met. */
  static final String NOISY_LABELS =
      "recording the noisy action: validation loss of the MLP on clean labels, relative";

  private static final String SOURCE = "takeaway on exploration";
  private static final double SIGMA = 0.1;
  private static final int TRAJECTORIES = 200;
  private static final int HORIZON = 200;
  private static final Cascade CASCADE = new Cascade(LinearPair.mu(0.25));

  private NoisyDemonstrations() {}

  private static Findings run(RolloutSource unused) {
    Findings found = new Findings();
    found.say(
        "The cascade problem, µ = ¼. Every second of "
            + TRAJECTORIES
            + " trajectories executes u + σz, z uniform in the unit ball, σ = 0.1; what is recorded"
            + " is u. A tanh MLP learns from the expert of the system that it acts in.");
    Plot plot =
        new Plot("Error against the horizon", Plot.Label.linear("step h"), Plot.Label.log("|y1|"));
    double radius = 0;
    double slope = Double.NEGATIVE_INFINITY;
    double cleanRadius = 0;
    for (int system = 0; system < 2; system++) {
      StatePolicy clean = learned(system, Cascade.Recording.clean(TRAJECTORIES)).policy();
      StatePolicy noisy = learned(system, recording(false)).policy();
      radius = Math.max(radius, CASCADE.growth(noisy, system));
      cleanRadius = Math.max(cleanRadius, CASCADE.growth(clean, system));
      List<double[]> paths = paths(noisy, system);
      slope = Math.max(slope, Growth.of(paths, Cascade.SATURATION).slope());
      plot.line("clean, system " + (system + 1), mean(paths(clean, system)));
      plot.line("noise, system " + (system + 1), mean(paths));
    }
    found.claim(Claim.atLeast("without noise: max_i ρ(A_i + ∂π̂)", Talk.MAIN, 1.0425, cleanRadius));
    found.claim(Claim.atMost("with noise: max_i ρ(A_i + ∂π̂)", SOURCE, 1, radius));
    found.claim(
        Claim.atMost("with noise: slope of the error in H, larger of both", SOURCE, 0.01, slope));
    claimLabels(found);
    return found.plot(plot);
  }

  private static Cascade.Recording recording(boolean noisyLabels) {
    return new Cascade.Recording(TRAJECTORIES, 0, SIGMA, noisyLabels);
  }

  private static Training.Trained learned(int system, Cascade.Recording recording) {
    Draws draws = Draws.of("pitfalls/noise/" + system);
    SmallMlp network = new SmallMlp(SmallMlp.Activation.TANH, 3, 32, 32, 2);
    return Training.DEFAULT.fit(network, CASCADE.record(system, recording, draws), draws);
  }

  private static void claimLabels(Findings found) {
    Draws held = Draws.of("pitfalls/noise/held-out");
    Demonstrations clean = CASCADE.record(0, recording(false), held);
    double good = clean.loss(learned(0, recording(false)).policy());
    double bad = clean.loss(learned(0, recording(true)).policy());
    found.claim(
        Claim.atLeast(NOISY_LABELS, Talk.GOAL, 10, bad / good)
            .remark("What the MLP cannot fit outweighs the noise, which it averages away."));
    found.claim(
        Claim.atLeast(
            "the same of a ridge regression, which fits clean labels",
            Talk.GOAL,
            10,
            ridge(true, clean) / ridge(false, clean)));
  }

  private static double ridge(boolean noisyLabels, Demonstrations held) {
    Draws draws = Draws.of("pitfalls/noise/ridge");
    return held.loss(Ridge.fit(CASCADE.record(0, recording(noisyLabels), draws)));
  }

  private static List<double[]> paths(StatePolicy policy, int system) {
    Draws starts = Draws.of("pitfalls/noise/starts");
    List<double[]> paths = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      paths.add(CASCADE.path(policy, system, Cascade.start(starts), HORIZON));
    }
    return paths;
  }

  private static List<Point> mean(List<double[]> paths) {
    double[] mean = new double[HORIZON + 1];
    for (double[] path : paths) {
      for (int h = 0; h <= HORIZON; h++) {
        mean[h] += Math.log(Math.min(1, Math.max(1e-12, path[h]))) / paths.size();
      }
    }
    for (int h = 0; h <= HORIZON; h++) {
      mean[h] = h == 0 ? Double.NaN : Math.exp(mean[h]);
    }
    return Plot.points(mean);
  }
}
