package io.papilio.laboratory.report.curve;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The statistics of one training curve; values that are not finite count nowhere but in {@code
 * last} and {@code diverged}.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", B.1.2: J_max, J_final (l_min, l_final of a loss),
 * mu_mid, range_mid, t_early, t_worse. The paper leaves open whether t_worse may lie before
 * t_early; here it may not, since a run that has not yet succeeded cannot dip. Its tables print 0
 * for a run that never dips, and a dash for one that ends in a dip.
 *
 * @param best J_max, or l_min; NaN when no value is finite
 * @param last J_final, or l_final
 * @param middle of the middle 50% of training, [T/4, 3T/4]
 * @param secondHalf of [T/2, T]
 * @param times t_early and t_worse
 * @param diverged number of evaluations that are not finite
 */
public record CurveStatistics(
    double best, double last, Window middle, Window secondHalf, SuccessTimes times, int diverged) {

  /**
   * When training first came close to its best, and when it last fell away from it.
   *
   * @param early t_early: the first evaluation within 5% of the best, as a fraction of T
   * @param worse t_worse: the last evaluation after it that is not, as a fraction of T; 0 when
   *     there is none, empty when it is the last one of all
   */
  public record SuccessTimes(OptionalDouble early, OptionalDouble worse) {}

  public static CurveStatistics of(Curve curve, Goal goal) {
    List<Integer> finite = curve.finiteIndices(0, 1);
    double best = finite.stream().map(curve::value).reduce(goal::better).orElse(Double.NaN);
    return new CurveStatistics(
        best,
        curve.value(curve.size() - 1),
        Window.of(curve, 0.25, 0.75),
        Window.of(curve, 0.5, 1),
        times(curve, finite, goal, best),
        curve.size() - finite.size());
  }

  private static SuccessTimes times(Curve curve, List<Integer> finite, Goal goal, double best) {
    // "at least 95% of the best one", on the bad side of the best whatever its sign.
    double slack = 0.05 * Math.abs(best);
    double bar = goal == Goal.HIGHER ? best - slack : best + slack;
    OptionalDouble early = OptionalDouble.empty();
    OptionalDouble worse = OptionalDouble.empty();
    for (int k : finite) {
      double time = curve.lastStep() == 0 ? 0 : curve.step(k) / (double) curve.lastStep();
      boolean good = goal.reaches(curve.value(k), bar);
      if (good && early.isEmpty()) {
        early = OptionalDouble.of(time);
        worse = OptionalDouble.of(0);
      } else if (!good && early.isPresent()) {
        boolean last = k == curve.size() - 1;
        worse = last ? OptionalDouble.empty() : OptionalDouble.of(time);
      }
    }
    return new SuccessTimes(early, worse);
  }
}
