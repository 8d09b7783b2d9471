package io.papilio.laboratory.pitfalls;

import io.papilio.core.rollout.RolloutSource;
import io.papilio.laboratory.report.chart.Point;
import io.papilio.laboratory.report.figure.Plot;
import io.papilio.laboratory.study.Claim;
import io.papilio.laboratory.study.Findings;
import io.papilio.laboratory.study.Study;
import java.util.ArrayList;
import java.util.List;

/** A constant offset of the inputs of an unstable system, and of a stable one. */
final class UnstableScalar {
  static final Study STUDY =
      new Study(
          "unstable-scalar",
          "Instability: a constant offset of the input",
          Talk.INSTABILITY,
          UnstableScalar::run);

  private static final double OFFSET = 0x1p-20;

  private UnstableScalar() {}

  /** x_1, ..., x_H of x' = ax + δ from x_1 = 0. */
  static double[] states(double a, double offset, int horizon) {
    double[] x = new double[horizon];
    for (int h = 1; h < horizon; h++) {
      x[h] = a * x[h - 1] + offset;
    }
    return x;
  }

  private static Findings run(RolloutSource unused) {
    int horizon = 50;
    double[] unstable = states(2, OFFSET, horizon);
    double[] stable = states(0.5, OFFSET, horizon);
    double difference = 0;
    double largest = 0;
    for (int h = 1; h <= horizon; h++) {
      double exact = (Math.scalb(1.0, h - 1) - 1) * OFFSET;
      difference = Math.max(difference, Math.abs(unstable[h - 1] - exact));
      largest = Math.max(largest, stable[h - 1]);
    }
    List<Point> two = new ArrayList<>();
    List<Point> half = new ArrayList<>();
    for (int h = 2; h <= horizon; h++) {
      two.add(new Point(h, unstable[h - 1]));
      half.add(new Point(h, stable[h - 1]));
    }
    return new Findings()
        .say("f(x, u) = ax + u from x_1 = 0 with the input δ = 2⁻²⁰ at every step.")
        .claim(
            Claim.equal(
                "f = 2x + u: x_h = (2^(h−1) − 1) δ; largest difference for h ≤ 50",
                Talk.INSTABILITY,
                0,
                difference,
                0))
        .claim(
            Claim.atMost(
                "f = x/2 + u, E-ISS with C = 1, ρ = ½: states stay below Cδ/(1−ρ)",
                Talk.EISS,
                2 * OFFSET,
                largest))
        .plot(
            new Plot(
                    "State after a constant offset",
                    Plot.Label.linear("step h"),
                    Plot.Label.log("x_h"))
                .line("f = 2x + u", two)
                .line("f = x/2 + u", half));
  }
}
