package io.papilio.laboratory.report;

import io.papilio.laboratory.report.curve.Goal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The result of a run in sentences, computed from its curves. */
final class Headline {
  /** Oscillations whose ratio is smaller are about equal. */
  private static final double NOTABLE_RATIO = 1.25;

  private Headline() {}

  /** Where the average and the baseline end. */
  static String ending(LearningCurves run) {
    Series first = run.average().orElse(run.baseline());
    double end = run.reward(first).last();
    String whole = " of the expert's " + noun(run);
    String sentence =
        "After " + Numbers.grouped(run.lastStep()) + " steps " + first.name() + " is " + at(end);
    sentence += Double.isFinite(end) ? whole : "";
    if (run.average().isPresent()) {
      double base = run.reward(run.baseline()).last();
      sentence += ", " + run.baseline().name() + " " + at(base);
      sentence += Double.isFinite(base) && !Double.isFinite(end) ? whole : "";
    }
    return sentence + ".";
  }

  /** How much they move between consecutive evaluations; empty when there are too few. */
  static String oscillation(LearningCurves run) {
    double base = oscillation(run, run.baseline());
    Optional<Series> average = run.average();
    double averaged = average.map(series -> oscillation(run, series)).orElse(0.0);
    if (!Double.isFinite(base) || !Double.isFinite(averaged)) {
      return "";
    }
    return "Between consecutive evaluations in the second half of training, the "
        + noun(run)
        + " of "
        + run.baseline().name()
        + " changes by "
        + Numbers.fixed(base, 3)
        + " on average"
        + average
            .map(
                series ->
                    ", that of "
                        + series.name()
                        + " by "
                        + Numbers.fixed(averaged, 3)
                        + comparison(base, averaged))
            .orElse("")
        + ".";
  }

  /** How many evaluations are not finite; empty when all are finite. */
  static String divergence(LearningCurves run) {
    List<Series> diverged =
        run.series().stream().filter(series -> run.reward(series).diverged() > 0).toList();
    return diverged.isEmpty()
        ? ""
        : "Left out, because they are not finite, are of "
            + run.steps().size()
            + " evaluations "
            + diverged.stream()
                .map(series -> run.reward(series).diverged() + " of " + series.name())
                .collect(Collectors.joining(", "))
            + ".";
  }

  /** What the run is judged by. */
  static String noun(LearningCurves run) {
    return run.goal() == Goal.LOWER ? "cost" : "reward";
  }

  private static double oscillation(LearningCurves run, Series series) {
    return run.reward(series).secondHalf().oscillation();
  }

  private static String at(double reward) {
    return Double.isFinite(reward) ? "at " + Math.round(100 * reward) + "%" : "not finite";
  }

  private static String comparison(double base, double averaged) {
    if (averaged == 0 || base == 0) {
      return "";
    } else if (base / averaged >= NOTABLE_RATIO) {
      return " (" + times(base / averaged) + " times less)";
    } else if (averaged / base >= NOTABLE_RATIO) {
      return " (" + times(averaged / base) + " times more)";
    }
    return ", about as much";
  }

  private static String times(double ratio) {
    return Numbers.fixed(ratio, ratio < 10 ? 1 : 0);
  }
}
