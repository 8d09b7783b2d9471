package io.papilio.laboratory.pitfalls;

import io.papilio.core.control.LinearPair;
import io.papilio.core.rollout.RolloutSource;
import io.papilio.laboratory.numeric.Draws;
import io.papilio.laboratory.pitfalls.learner.Cascade;
import io.papilio.laboratory.pitfalls.learner.Demonstrations;
import io.papilio.laboratory.pitfalls.learner.Growth;
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

/** EMA lowers the error that is made, not how fast it grows. */
final class EmaOnPair {
  static final Study STUDY =
      new Study(
          "ema-on-pair",
          "Does EMA break the lower bound?",
          "main theorem beside \"Butterfly Effects\", section 4",
          EmaOnPair::run);

  /** A goal that is not met. */
  static final String FLIPS =
      "noise of SGD flips which system is unstable more often than EMA does: flips of 150";

  private static final String SOURCE = Talk.MAIN;
  private static final double MU = 0.25;
  private static final int HORIZON = 200;
  private static final int STEPS = 6000;
  private static final int EVERY = 20;
  private static final Cascade CASCADE = new Cascade(LinearPair.mu(MU));

  private EmaOnPair() {}

  /** What was measured of the raw iterates or of their averages. */
  private static final class Track {
    private final List<Point> error = new ArrayList<>();
    private final List<Point> growth = new ArrayList<>();
    private final List<double[]> paths = new ArrayList<>();
    private int flips;
    private int unstable = -1;

    void measure(int step, StatePolicy policy, Demonstrations held) {
      error.add(new Point(step, Math.sqrt(held.loss(policy))));
      double one = CASCADE.growth(policy, 0);
      double two = CASCADE.growth(policy, 1);
      growth.add(new Point(step, Math.max(one, two)));
      int now = one > two ? 0 : 1;
      flips += unstable >= 0 && now != unstable ? 1 : 0;
      unstable = now;
      if (step % (10 * EVERY) == 0) {
        Draws starts = Draws.of("pitfalls/ema/starts/" + step);
        paths.add(CASCADE.worst(policy, Cascade.start(starts), HORIZON));
      }
    }

    double meanError() {
      return error.stream().mapToDouble(Point::y).average().orElseThrow();
    }

    double leastGrowth() {
      return growth.stream().mapToDouble(Point::y).min().orElseThrow();
    }
  }

  private static Findings run(RolloutSource unused) {
    Findings found = new Findings();
    found.say(
        "The cascade problem, µ = ¼; a tanh MLP learns from labels with fresh noise of 0.1 at a"
            + " constant rate, so that its iterates keep moving. Raw iterates and their EMA, γ ="
            + " 0.01, every 20 steps of the second half of 6000.");
    Draws draws = Draws.of("pitfalls/ema");
    Demonstrations data = CASCADE.record(0, Cascade.Recording.clean(200), draws);
    Demonstrations held = CASCADE.record(0, Cascade.Recording.clean(50), draws);
    SmallMlp network = new SmallMlp(SmallMlp.Activation.TANH, 3, 32, 32, 2);
    Track raw = new Track();
    Track average = new Track();
    new Training(STEPS, 3e-3, false, 0, 0.1, 0.01)
        .fit(
            network,
            data,
            draws,
            (step, theta, mean) -> {
              if (step > STEPS / 2 && step % EVERY == 0) {
                raw.measure(step, network.policy(theta), held);
                average.measure(step, network.policy(mean), held);
              }
            });
    Growth ofRaw = Growth.of(raw.paths, Cascade.SATURATION);
    Growth ofAverage = Growth.of(average.paths, Cascade.SATURATION);
    found.claim(
        Claim.atMost(
            "EMA lowers the error on the expert's states: EMA / raw",
            "section 4",
            1,
            average.meanError() / raw.meanError()));
    found.claim(
        Claim.atLeast(
            "least growth of an EMA iterate, at least 1 + µ/4: it is as simple a policy",
            SOURCE,
            1 + MU / 4 - 2e-3,
            average.leastGrowth()));
    found.claim(
        Claim.atLeast(
            "least growth of a raw iterate", SOURCE, 1 + MU / 4 - 2e-3, raw.leastGrowth()));
    found.claim(
        Claim.of(
            "EMA lowers the intercept of the error: log e(0), EMA minus raw",
            Talk.GOAL,
            "< 0",
            Claim.number(ofAverage.intercept() - ofRaw.intercept()),
            ofAverage.intercept() < ofRaw.intercept()));
    found.claim(
        Claim.of(
            "and not the slope: that of EMA is ≥ log(1 + µ/4) − 0.02",
            Talk.GOAL,
            "≥ " + Claim.number(Math.log1p(MU / 4) - 0.02),
            ofAverage.text() + "; raw " + ofRaw.text(),
            ofAverage.slope() >= Math.log1p(MU / 4) - 0.02));
    found.claim(
        Claim.of(
                FLIPS,
                Talk.GOAL,
                "raw > EMA",
                "raw " + raw.flips + ", EMA " + average.flips,
                raw.flips > average.flips)
            .remark(
                "k̂ moves, and stays on one side: the weights that read y1 have no gradient, as y1"
                    + " = 0 in all data, so that initialization decides which system fails."));
    return found
        .plot(plot("Error on the expert's states", "error", raw.error, average.error))
        .plot(plot("Growth per step of the unstable system", "growth", raw.growth, average.growth));
  }

  private static Plot plot(String title, String y, List<Point> raw, List<Point> average) {
    return new Plot(title, Plot.Label.linear("training step"), Plot.Label.linear(y))
        .line("raw", raw)
        .line("EMA", average);
  }
}
