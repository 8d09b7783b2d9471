package io.papilio.laboratory.pitfalls;

import io.papilio.core.control.LinearPair;
import io.papilio.core.policy.improper.SwitchingRule;
import io.papilio.laboratory.numeric.Draws;
import io.papilio.laboratory.pitfalls.learner.Cascade;
import io.papilio.laboratory.pitfalls.learner.StatePolicy;
import io.papilio.laboratory.study.Claim;
import io.papilio.laboratory.study.Findings;
import java.math.BigInteger;

/**
 * A clone of the cascade problem that errs by ε where z is not 0, and does along y1 what an
 * improper policy does: -a_1 y1 or -a_2 y1. On the demonstrations, where y1 = 0, nothing changes.
 */
final class CascadeWrappers {
  private static final double ERROR = 1e-3;
  private static final int EPISODES = 4000;
  private static final int HORIZON = 30;
  private static final Cascade CASCADE = new Cascade(LinearPair.mu(0.25));
  private static final double ONE = CASCADE.pair().systems().get(0).a().get(0, 0);
  private static final double TWO = CASCADE.pair().systems().get(1).a().get(0, 0);

  private CascadeWrappers() {}

  static void claim(Findings found) {
    double width = ONE - TWO;
    double parity = largest(new SwitchingRule.Parity());
    double concentric = largest(new SwitchingRule.Concentric(width * width));
    found.claim(
        Claim.atMost(
            "cascade, µ = ¼, clone with error ε in g: max |y1| / ε under parity",
            Talk.MAIN + ", remark 3",
            2.2,
            parity));
    found.claim(
        Claim.atMost(
            "the same under concentric, B = (a_1 − a_2)²",
            Talk.MAIN + ", remark 3",
            4.6,
            concentric));
    double worst = 0;
    for (int m = 1; m <= 5; m++) {
      int beyond = 0;
      for (int i = 0; i < EPISODES; i++) {
        double max = maximum(new SwitchingRule.GamblersRuin(0), i % 2, i);
        beyond += max > ERROR * Math.pow(width, m) * (1 + 1e-9) ? 1 : 0;
      }
      double share = (double) beyond / EPISODES;
      double deviation = Math.sqrt(Math.pow(2, -m) / EPISODES);
      worst = Math.max(worst, (share - Math.pow(2, -m)) / deviation);
    }
    found.claim(
        Claim.atMost(
            "the same under gambler's ruin: P(max |y1| > ε(a_1−a_2)^m) ≤ 2^−m for m = 1 to 5;"
                + " excess in standard deviations of "
                + EPISODES
                + " episodes",
            Talk.MAIN + ", remark 3",
            3,
            worst));
  }

  private static double largest(SwitchingRule rule) {
    double largest = 0;
    for (int i = 0; i < EPISODES; i++) {
      largest = Math.max(largest, maximum(rule, i % 2, i) / ERROR);
    }
    return largest;
  }

  /** The largest |y1| of an episode whose z is not 0. */
  private static double maximum(SwitchingRule rule, int system, int seed) {
    SwitchingRule.Chooser chooser = rule.begin(BigInteger.valueOf(seed));
    StatePolicy expert = CASCADE.expert(system);
    double z = Draws.of("pitfalls/wrappers/" + seed % 50).uniform(2, 4);
    StatePolicy clone =
        x -> {
          double[] u = expert.act(new double[] {0, x[1], x[2]});
          boolean first = chooser.first(x[0]);
          u[0] += -(first ? ONE : TWO) * x[0] + (x[2] == 0 ? 0 : ERROR * Math.sin(7 * x[2]));
          return u;
        };
    double max = 0;
    for (double y : CASCADE.path(clone, system, new double[] {0, 0, z}, HORIZON)) {
      max = Math.max(max, y);
    }
    return max;
  }
}
