package io.papilio.laboratory.report.run;

import io.papilio.laboratory.report.curve.CurveStatistics;
import io.papilio.laboratory.report.curve.Goal;
import java.util.List;
import java.util.Optional;

/**
 * The learning curves of a run.
 *
 * @param series one per average, at the same steps; the first one is the baseline
 * @param expertReturn the expert's mean return on the evaluation seeds; NaN where it is not known
 */
public record LearningCurves(List<Series> series, double expertReturn) {
  public LearningCurves {
    series = List.copyOf(series);
  }

  /** What the averages are compared with: the raw iterate where it was evaluated. */
  public Series baseline() {
    return series.get(0);
  }

  /** The average that is compared with the baseline in words. */
  public Optional<Series> average() {
    return series.stream().skip(1).findFirst();
  }

  /** Names of the averages. */
  public List<String> names() {
    return series.stream().map(Series::name).toList();
  }

  /** Steps of the evaluations. */
  public List<Long> steps() {
    return baseline().points().stream().map(CurvePoint::step).toList();
  }

  /** Total number of training steps so far, T. */
  public long lastStep() {
    return baseline().last().step();
  }

  /** Returns that are costs, below zero, make a reward above 1 worse than the expert's. */
  public Goal goal() {
    return expertReturn < 0 ? Goal.LOWER : Goal.HIGHER;
  }

  /** Statistics of the mean normalized reward. */
  public CurveStatistics reward(Series of) {
    return of.reward(goal());
  }

  /** Whether any value is not finite. */
  public boolean hasDiverged() {
    return series.stream().anyMatch(Series::hasDiverged);
  }
}
