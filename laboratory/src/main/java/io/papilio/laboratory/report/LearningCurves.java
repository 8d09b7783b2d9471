package io.papilio.laboratory.report;

import io.papilio.laboratory.report.curve.Curve;
import io.papilio.laboratory.report.curve.CurveStatistics;
import io.papilio.laboratory.report.curve.Goal;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The learning curves of a run.
 *
 * @param raw the iterate itself, by step
 * @param ema the average of iterates, at the same steps
 * @param rawEpisodes all episodes of the iterate; empty where the run kept none
 * @param emaEpisodes all episodes of the average
 * @param expertReturn the expert's mean return on the evaluation seeds; NaN where it is not known
 */
record LearningCurves(
    List<CurvePoint> raw,
    List<CurvePoint> ema,
    List<EpisodePoint> rawEpisodes,
    List<EpisodePoint> emaEpisodes,
    double expertReturn) {
  LearningCurves {
    raw = List.copyOf(raw);
    ema = List.copyOf(ema);
    rawEpisodes = List.copyOf(rawEpisodes);
    emaEpisodes = List.copyOf(emaEpisodes);
  }

  List<CurvePoint> of(Iterate iterate) {
    return iterate == Iterate.RAW ? raw : ema;
  }

  List<EpisodePoint> episodesOf(Iterate iterate) {
    return iterate == Iterate.RAW ? rawEpisodes : emaEpisodes;
  }

  /** Steps of the evaluations. */
  List<Long> steps() {
    return raw.stream().map(CurvePoint::step).toList();
  }

  /** Total number of training steps so far, T. */
  long lastStep() {
    return raw.get(raw.size() - 1).step();
  }

  /** Returns that are costs, below zero, make a reward above 1 worse than the expert's. */
  Goal goal() {
    return expertReturn < 0 ? Goal.LOWER : Goal.HIGHER;
  }

  /** Statistics of the mean normalised reward. */
  CurveStatistics reward(Iterate iterate) {
    return CurveStatistics.of(curve(iterate, CurvePoint::reward), goal());
  }

  /** Statistics of the validation loss l_BC. */
  CurveStatistics loss(Iterate iterate) {
    return CurveStatistics.of(curve(iterate, CurvePoint::validationLoss), Goal.LOWER);
  }

  /** Whether any value is not finite. */
  boolean hasDiverged() {
    return Stream.concat(raw.stream(), ema.stream())
        .anyMatch(e -> !Double.isFinite(e.reward()) || !Double.isFinite(e.validationLoss()));
  }

  private Curve curve(Iterate iterate, ToDoubleFunction<CurvePoint> value) {
    return new Curve(steps(), of(iterate).stream().mapToDouble(value).boxed().toList());
  }
}
