package io.papilio.laboratory.pitfalls;

import io.papilio.core.control.LinearPair;
import io.papilio.core.linalg.Matrix;
import io.papilio.core.linalg.Vector;
import io.papilio.core.rollout.RolloutSource;
import io.papilio.laboratory.report.chart.Point;
import io.papilio.laboratory.report.figure.Plot;
import io.papilio.laboratory.study.Claim;
import io.papilio.laboratory.study.Findings;
import io.papilio.laboratory.study.Study;
import java.util.ArrayList;
import java.util.List;

/** Longer open-loop chunks of actions reduce compounding where the open loop is stable. */
final class ChunkLength {
  static final Study STUDY =
      new Study(
          "chunk-length",
          "The length of action chunks",
          "theorem on chunks, arXiv 2507.09061",
          ChunkLength::run);

  private static final String SOURCE = "theorem on chunks";

  private ChunkLength() {}

  /**
   * How the state of a system moves over a chunk of l actions of a clone that is exact along e2 and
   * ignores e1.
   */
  static Matrix chunk(LinearPair pair, int system, int length) {
    // x_l = A^l x_0 + Σ_j A^(l-1-j) u_j, u_j = K e2 λ^j y2 with (A + K) e2 = λ e2
    Matrix a = pair.systems().get(system).a();
    Matrix gain = pair.imitatorGain(0);
    double lambda = a.get(1, 1) + gain.get(1, 1);
    Vector x1 = Vector.of(1, 0);
    Vector x2 = Vector.of(0, 1);
    for (int j = 0; j < length; j++) {
      Vector u = gain.multiply(Vector.of(0, Math.pow(lambda, j)));
      x1 = a.multiply(x1);
      x2 = a.multiply(x2).add(u);
    }
    return Matrix.of(2, 2, x1.get(0), x2.get(0), x1.get(1), x2.get(1));
  }

  /** The larger growth of both systems per chunk. */
  static double perChunk(LinearPair pair, int length) {
    return Math.max(
        chunk(pair, 0, length).spectralRadius(), chunk(pair, 1, length).spectralRadius());
  }

  /** The larger growth of both systems per step. */
  static double perStep(LinearPair pair, int length) {
    return Math.pow(perChunk(pair, length), 1.0 / length);
  }

  /** The shortest chunk that does not grow. */
  static int firstStable(LinearPair pair) {
    int length = 1;
    while (perStep(pair, length) >= 1) {
      length++;
    }
    return length;
  }

  private static Findings run(RolloutSource unused) {
    LinearPair pair = LinearPair.mu(0.25);
    Findings found = new Findings();
    found.say(
        "A clone that is exact along e2 and ignores e1 executes chunks of ℓ actions open loop. The"
            + " state moves by M_ℓ over a chunk; its growth per step is ρ(M_ℓ)^(1/ℓ), the larger of"
            + " both systems.");
    double[] expected = {1.25, 1.19, 1.12, 1.05, 0.995, 0.952};
    for (int i = 0; i < expected.length; i++) {
      int length = 1 << i;
      found.claim(
          Claim.equal(
              "µ = ¼, ℓ = " + length + ": growth per step",
              SOURCE,
              expected[i],
              perStep(pair, length),
              5e-3));
    }
    double[] mus = {0.25, 0.2, 0.15, 0.1};
    int[] first = {16, 19, 26, 38};
    for (int i = 0; i < mus.length; i++) {
      found.claim(
          Claim.equal(
              "µ = " + mus[i] + ": first stable chunk",
              SOURCE,
              first[i],
              firstStable(LinearPair.mu(mus[i])),
              0));
    }
    found.claim(
        Claim.equal(
                "µ = ¼, ℓ = 5: growth per chunk, which rises first",
                SOURCE,
                1.61,
                perChunk(pair, 5),
                5e-3)
            .remark(
                "Plot growth per step: per chunk, longer ones look worse before they look"
                    + " better."));
    found.claim(
        Claim.atLeast(
            "x' = 2x + u, a clone that is 2% off: growth per step with ℓ = 8, at least 1",
            SOURCE, 1, unstable(8)));
    found.claim(Claim.atMost("the same without chunks, at most 0.6", SOURCE, 0.6, unstable(1)));
    return found.plot(plot(pair));
  }

  /** Growth per step of x' = 2x + u under chunks of the expert u = -1.5x, 2% too strong. */
  static double unstable(int length) {
    double x = 1;
    for (int j = 0; j < length; j++) {
      x = 2 * x - 1.02 * 1.5 * Math.pow(0.5, j);
    }
    return Math.pow(Math.abs(x), 1.0 / length);
  }

  private static Plot plot(LinearPair pair) {
    List<Point> step = new ArrayList<>();
    List<Point> chunk = new ArrayList<>();
    List<Point> unstable = new ArrayList<>();
    for (int length = 1; length <= 32; length++) {
      step.add(new Point(length, perStep(pair, length)));
      chunk.add(new Point(length, perChunk(pair, length)));
      unstable.add(new Point(length, unstable(length)));
    }
    return new Plot(
            "Growth of the error against the length of chunks",
            Plot.Label.linear("chunk ℓ"),
            Plot.Label.linear("growth"))
        .curve("mu-pair, per step", step)
        .line("mu-pair, per chunk", chunk)
        .curve("unstable scalar, per step", unstable);
  }
}
