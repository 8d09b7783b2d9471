package io.papilio.laboratory.report.run;

import io.papilio.laboratory.report.curve.Curve;
import io.papilio.laboratory.report.curve.CurveStatistics;
import io.papilio.laboratory.report.curve.Goal;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The learning curve of one average of the iterates.
 *
 * @param name of the average
 * @param points its evaluations, by step; at least one
 * @param episodes all their episodes; empty where the run has none
 */
public record Series(String name, List<CurvePoint> points, List<EpisodePoint> episodes) {
  public Series {
    points = List.copyOf(points);
    episodes = List.copyOf(episodes);
  }

  public CurvePoint last() {
    return points.get(points.size() - 1);
  }

  /** Statistics of the mean normalized reward. */
  public CurveStatistics reward(Goal goal) {
    return CurveStatistics.of(curve(CurvePoint::reward), goal);
  }

  /** Statistics of the validation loss l_BC. */
  public CurveStatistics loss() {
    return CurveStatistics.of(curve(CurvePoint::validationLoss), Goal.LOWER);
  }

  /** Whether any value is not finite. */
  public boolean hasDiverged() {
    return points.stream()
        .anyMatch(p -> !Double.isFinite(p.reward()) || !Double.isFinite(p.validationLoss()));
  }

  private Curve curve(ToDoubleFunction<CurvePoint> value) {
    return new Curve(
        points.stream().map(CurvePoint::step).toList(),
        points.stream().mapToDouble(value).boxed().toList());
  }
}
