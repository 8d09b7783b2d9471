package io.papilio.laboratory.report.summary;

import io.papilio.artifacts.table.MetricsTable;
import io.papilio.laboratory.report.curve.CurveStatistics;
import io.papilio.laboratory.report.curve.Goal;
import io.papilio.laboratory.report.run.ExpertRun;
import io.papilio.laboratory.report.run.LearningCurves;
import io.papilio.laboratory.report.run.ReportedRun;
import io.papilio.laboratory.report.run.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The result of a run in sentences, computed from its curves. */
public final class Headline {
  /** Oscillations whose ratio is smaller are about equal. */
  private static final double NOTABLE_RATIO = 1.25;

  private Headline() {}

  /** The result of all runs of a report, the most important sentence first. */
  public static List<String> of(List<ReportedRun> clonings, List<ExpertRun> experts) {
    List<String> sentences = new ArrayList<>();
    if (!clonings.isEmpty()) {
      sentences.add(ending(clonings.stream().map(ReportedRun::curves).toList()));
    }
    if (clonings.size() == 1) {
      sentences.add(oscillation(clonings.get(0).curves()));
      sentences.add(divergence(clonings.get(0).curves()));
    }
    experts.forEach(run -> sentences.add(ending(run)));
    sentences.removeIf(String::isEmpty);
    return sentences;
  }

  /** Where the training of an expert ends. */
  private static String ending(ExpertRun run) {
    double best = run.returns().stream().mapToDouble(MetricsTable.Value::value).max().orElseThrow();
    return "After "
        + Numbers.grouped(run.last().step())
        + " environment steps the policy for "
        + run.environment()
        + " returns "
        + Numbers.significant(run.last().value(), 4)
        + " (best evaluation: "
        + Numbers.significant(best, 4)
        + ").";
  }

  /** Where the average and the baseline end. */
  public static String ending(LearningCurves run) {
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

  /** Where the averages and the baselines of several runs end: the median and the range. */
  public static String ending(List<LearningCurves> runs) {
    if (runs.size() == 1) {
      return ending(runs.get(0));
    }
    String sentence = "At the end of " + runs.size() + " runs ";
    Optional<Series> average = runs.get(0).average();
    if (average.isPresent()) {
      sentence += average.get().name() + " is at " + spread(runs, average.get().name()) + ", ";
    }
    String base = runs.get(0).baseline().name();
    sentence += base + (average.isPresent() ? " at " : " is at ") + spread(runs, base);
    return sentence + " of the expert's " + noun(runs.get(0)) + ".";
  }

  private static String spread(List<LearningCurves> runs, String name) {
    double[] ends =
        runs.stream()
            .flatMap(
                run -> run.series().stream().filter(s -> s.name().equals(name)).map(run::reward))
            .mapToDouble(CurveStatistics::last)
            .sorted()
            .toArray();
    double median = (ends[(ends.length - 1) / 2] + ends[ends.length / 2]) / 2;
    String low = percent(ends[0]);
    String high = percent(ends[ends.length - 1]);
    return low.equals(high) ? low : percent(median) + " (" + low + " to " + high + ")";
  }

  private static String percent(double reward) {
    return Double.isFinite(reward) ? Math.round(100 * reward) + "%" : "not finite";
  }

  /** How much they move between consecutive evaluations; empty when there are too few. */
  public static String oscillation(LearningCurves run) {
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
  public static String divergence(LearningCurves run) {
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
  public static String noun(LearningCurves run) {
    return run.goal() == Goal.LOWER ? "cost" : "reward";
  }

  private static double oscillation(LearningCurves run, Series series) {
    return run.reward(series).secondHalf().oscillation();
  }

  private static String at(double reward) {
    return Double.isFinite(reward) ? "at " + percent(reward) : percent(reward);
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
