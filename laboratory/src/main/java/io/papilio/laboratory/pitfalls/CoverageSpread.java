package io.papilio.laboratory.pitfalls;

import io.papilio.core.control.LinearPair;
import io.papilio.core.rollout.RolloutSource;
import io.papilio.laboratory.numeric.Draws;
import io.papilio.laboratory.pitfalls.learner.Cascade;
import io.papilio.laboratory.pitfalls.learner.Demonstrations;
import io.papilio.laboratory.pitfalls.learner.SmallMlp;
import io.papilio.laboratory.pitfalls.learner.StatePolicy;
import io.papilio.laboratory.pitfalls.learner.Training;
import io.papilio.laboratory.report.chart.Point;
import io.papilio.laboratory.report.figure.Plot;
import io.papilio.laboratory.study.Claim;
import io.papilio.laboratory.study.Findings;
import io.papilio.laboratory.study.Study;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Enough spread in the expert's states removes the growth. */
final class CoverageSpread {
  static final Study STUDY =
      new Study(
          "coverage-spread",
          "Spread of the expert's states",
          "theorem on anti-concentration",
          CoverageSpread::run);

  private static final String SOURCE = "theorem on anti-concentration";
  private static final int TRAJECTORIES = 200;
  private static final Cascade CASCADE = new Cascade(LinearPair.mu(0.25));

  private CoverageSpread() {}

  private static Findings run(RolloutSource unused) {
    Findings found = new Findings();
    found.say(
        "The cascade problem, µ = ¼, demonstrations that begin with y1 uniform in ±s, so that they"
            + " show how the expert stabilizes; a tanh MLP, medians of 3 seeds. Growth is the"
            + " larger ρ(A_i + ∂π̂) of the clones of both experts.");
    List<Point> points = new ArrayList<>();
    double error = 0;
    for (double s : new double[] {0, 0.001, 0.01, 0.03, 0.1}) {
      double[] growth = new double[3];
      for (int seed = 0; seed < growth.length; seed++) {
        for (int system = 0; system < 2; system++) {
          Draws draws = Draws.of("pitfalls/coverage/" + seed);
          Cascade.Recording recording = new Cascade.Recording(TRAJECTORIES, s, 0, false);
          Demonstrations data = CASCADE.record(system, recording, draws);
          SmallMlp network = new SmallMlp(SmallMlp.Activation.TANH, 3, 32, 32, 2);
          StatePolicy policy = Training.DEFAULT.fit(network, data, draws).policy();
          growth[seed] = Math.max(growth[seed], CASCADE.growth(policy, system));
          error = Math.max(error, Math.sqrt(data.loss(policy)));
        }
      }
      Arrays.sort(growth);
      points.add(new Point(s, growth[1]));
      if (s == 0) {
        found.claim(Claim.atLeast("s = 0: growth", Talk.MAIN, 1.0425, growth[1]));
      } else if (s == 0.1) {
        found.claim(
            Claim.atMost("s = 0.1: growth", SOURCE, 1, growth[1])
                .remark("Largest regression error of all clones: " + Claim.number(error) + "."));
      }
    }
    return found.plot(
        new Plot(
                "Growth of the error against the spread of the data",
                Plot.Label.linear("s"),
                Plot.Label.linear("growth per step"))
            .curve("tanh MLP", points)
            .line("stable below", List.of(new Point(0, 1), new Point(0.1, 1))));
  }
}
