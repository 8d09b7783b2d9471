package io.papilio.learner.report;

import io.papilio.core.validation.Require;
import io.papilio.learner.bc.RunDirectory;
import io.papilio.learner.diagnostics.Curve;
import io.papilio.learner.diagnostics.CurveStatistics;
import io.papilio.learner.diagnostics.Goal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The learning curves of a run, from {@code metrics.csv} and {@code episodes.csv}; docs/metrics.md
 * defines their columns.
 *
 * @param raw the iterate itself, by step
 * @param ema the average of iterates, at the same steps
 * @param rawEpisodes all episodes of the iterate; empty where the run kept none
 * @param emaEpisodes all episodes of the average
 */
record CloningRun(
    List<Evaluation> raw,
    List<Evaluation> ema,
    List<Episode> rawEpisodes,
    List<Episode> emaEpisodes) {
  CloningRun {
    raw = List.copyOf(raw);
    ema = List.copyOf(ema);
    rawEpisodes = List.copyOf(rawEpisodes);
    emaEpisodes = List.copyOf(emaEpisodes);
  }

  /**
   * Reads the tables of a run, finished or not.
   *
   * @throws io.papilio.core.validation.InvalidValueException when there is no evaluation yet, or a
   *     table does not hold what it should
   */
  static CloningRun read(Path directory) {
    RunDirectory names = new RunDirectory(directory);
    CsvTable metrics = CsvTable.read(names.metrics());
    Require.that(metrics.size() > 0, metrics.path().toString(), "no rows", "an evaluation");
    Path episodes = names.episodes();
    boolean kept = Files.exists(episodes);
    return new CloningRun(
        evaluations(metrics, Iterate.RAW),
        evaluations(metrics, Iterate.EMA),
        kept ? episodes(CsvTable.read(episodes), Iterate.RAW) : List.of(),
        kept ? episodes(CsvTable.read(episodes), Iterate.EMA) : List.of());
  }

  List<Evaluation> of(Iterate iterate) {
    return iterate == Iterate.RAW ? raw : ema;
  }

  List<Episode> episodesOf(Iterate iterate) {
    return iterate == Iterate.RAW ? rawEpisodes : emaEpisodes;
  }

  /** Steps of the evaluations. */
  List<Long> steps() {
    return raw.stream().map(Evaluation::step).toList();
  }

  /** Total number of training steps so far, T. */
  long lastStep() {
    return raw.get(raw.size() - 1).step();
  }

  /** The expert's mean return on the evaluation seeds; NaN when no finite evaluation tells it. */
  double expertReturn() {
    // reward = return / expertReturn
    return Stream.concat(raw.stream(), ema.stream())
        .mapToDouble(e -> e.meanReturn() / e.reward())
        .filter(Double::isFinite)
        .findFirst()
        .orElse(Double.NaN);
  }

  /** Returns that are costs, below zero, make a reward above 1 worse than the expert's. */
  Goal goal() {
    return expertReturn() < 0 ? Goal.LOWER : Goal.HIGHER;
  }

  /** Statistics of the mean normalised reward. */
  CurveStatistics reward(Iterate iterate) {
    return CurveStatistics.of(curve(iterate, Evaluation::reward), goal());
  }

  /** Statistics of the validation loss l_BC. */
  CurveStatistics loss(Iterate iterate) {
    return CurveStatistics.of(curve(iterate, Evaluation::validationLoss), Goal.LOWER);
  }

  /** Whether any value is not finite. */
  boolean hasDiverged() {
    return Stream.concat(raw.stream(), ema.stream())
        .anyMatch(e -> !Double.isFinite(e.reward()) || !Double.isFinite(e.validationLoss()));
  }

  private Curve curve(Iterate iterate, ToDoubleFunction<Evaluation> value) {
    return new Curve(steps(), of(iterate).stream().mapToDouble(value).boxed().toList());
  }

  private static List<Evaluation> evaluations(CsvTable table, Iterate iterate) {
    List<Evaluation> evaluations = new ArrayList<>();
    long before = -1;
    for (int row = 0; row < table.size(); row++) {
      long step = table.whole(row, "step");
      if (step <= before) {
        throw table.complaint(row, "step", Long.toString(step), "> " + before);
      }
      before = step;
      evaluations.add(
          new Evaluation(
              step,
              table.number(row, iterate.key() + "_validation_loss"),
              table.number(row, iterate.key() + "_return"),
              table.number(row, iterate.key() + "_normalized_reward")));
    }
    return evaluations;
  }

  private static List<Episode> episodes(CsvTable table, Iterate iterate) {
    return IntStream.range(0, table.size())
        .filter(row -> table.text(row, "weights").equals(iterate.key()))
        .mapToObj(
            row ->
                new Episode(
                    table.whole(row, "step"),
                    table.whole(row, "seed"),
                    table.number(row, "return")))
        .toList();
  }
}
