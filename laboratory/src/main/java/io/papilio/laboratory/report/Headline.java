package io.papilio.laboratory.report;

import io.papilio.laboratory.report.curve.Goal;

/** The result of a run in sentences, computed from its curves. */
final class Headline {
  /** Oscillations whose ratio is smaller are called alike. */
  private static final double NOTABLE_RATIO = 1.25;

  private Headline() {}

  /** Where both iterates end. */
  static String ending(LearningCurves run) {
    double raw = run.reward(Iterate.RAW).last();
    double ema = run.reward(Iterate.EMA).last();
    String what = "the expert's " + noun(run);
    return "The EMA iterate ends "
        + at(ema, what)
        + ", the raw iterate "
        + at(raw, Double.isFinite(ema) ? "" : what)
        + ".";
  }

  /** How much they move between neighbouring evaluations; empty when there are too few. */
  static String oscillation(LearningCurves run) {
    double raw = run.reward(Iterate.RAW).secondHalf().oscillation();
    double ema = run.reward(Iterate.EMA).secondHalf().oscillation();
    if (!Double.isFinite(raw) || !Double.isFinite(ema)) {
      return "";
    }
    return "Between neighbouring evaluations in the second half of training, the "
        + noun(run)
        + " of the raw iterate changes by "
        + Numbers.fixed(raw, 3)
        + " on average, that of the EMA iterate by "
        + Numbers.fixed(ema, 3)
        + comparison(raw, ema)
        + ".";
  }

  /** How many evaluations are not finite; empty when all are. */
  static String divergence(LearningCurves run) {
    int raw = run.reward(Iterate.RAW).diverged();
    int ema = run.reward(Iterate.EMA).diverged();
    return raw + ema == 0
        ? ""
        : "Of "
            + run.raw().size()
            + " evaluations, "
            + raw
            + " of the raw iterate and "
            + ema
            + " of the EMA iterate are not finite and are left out.";
  }

  /** What the run is judged by. */
  static String noun(LearningCurves run) {
    return run.goal() == Goal.LOWER ? "cost" : "reward";
  }

  private static String at(double reward, String what) {
    if (!Double.isFinite(reward)) {
      return "without a finite value";
    }
    String percent = "at " + Math.round(100 * reward) + "%";
    return what.isEmpty() ? percent : percent + " of " + what;
  }

  private static String comparison(double raw, double ema) {
    if (ema == 0 || raw == 0) {
      return "";
    } else if (raw / ema >= NOTABLE_RATIO) {
      return " (" + times(raw / ema) + " times less)";
    } else if (ema / raw >= NOTABLE_RATIO) {
      return " (" + times(ema / raw) + " times more)";
    }
    return ", about as much";
  }

  private static String times(double ratio) {
    return Numbers.fixed(ratio, ratio < 10 ? 1 : 0);
  }
}
