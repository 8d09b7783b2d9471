package io.papilio.laboratory.report.run;

import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
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

  /**
   * Those of some averages, in their order here.
   *
   * @throws InvalidValueException when there is no average of one of the names
   */
  LearningCurves only(List<String> averages) {
    for (String name : averages) {
      Require.that(names().contains(name), "average", name, String.join(", ", names()));
    }
    return new LearningCurves(
        series.stream().filter(one -> averages.contains(one.name())).toList(), expertReturn);
  }

  /** The same curves without single episodes. */
  public LearningCurves means() {
    return new LearningCurves(
        series.stream().map(one -> new Series(one.name(), one.points(), List.of())).toList(),
        expertReturn);
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
