package io.papilio.laboratory.report;

import io.papilio.artifacts.table.CsvTable;
import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import io.papilio.learner.cloning.BehaviorCloning;
import io.papilio.learner.evaluation.ExpertEpisodes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads the learning curves of a run, finished or not, from {@code metrics.csv}, {@code
 * episodes.csv} and {@code expert.json}; docs/metrics.md defines their columns.
 */
final class CurveReader {
  private final Path directory;

  CurveReader(Path directory) {
    this.directory = directory;
  }

  /**
   * Reads what is there; {@code metrics.csv} must be.
   *
   * @throws InvalidValueException when there is no evaluation yet, or a table does not hold what it
   *     should
   */
  LearningCurves read() {
    CsvTable metrics = CsvTable.read(directory.resolve(BehaviorCloning.METRICS));
    Require.that(metrics.size() > 0, metrics.path().toString(), "no rows", "an evaluation");
    List<CurvePoint> raw = evaluations(metrics, Iterate.RAW);
    List<CurvePoint> ema = evaluations(metrics, Iterate.EMA);
    return new LearningCurves(
        raw, ema, episodes(Iterate.RAW), episodes(Iterate.EMA), expertReturn(raw, ema));
  }

  private double expertReturn(List<CurvePoint> raw, List<CurvePoint> ema) {
    Path expert = directory.resolve(ExpertEpisodes.FILE_NAME);
    if (Files.exists(expert)) {
      return EpisodeStatistics.meanReturn(ExpertEpisodes.read(expert));
    }
    // reward = return / expertReturn
    return Stream.concat(raw.stream(), ema.stream())
        .mapToDouble(e -> e.meanReturn() / e.reward())
        .filter(Double::isFinite)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static List<CurvePoint> evaluations(CsvTable table, Iterate iterate) {
    List<CurvePoint> evaluations = new ArrayList<>();
    long before = -1;
    for (int row = 0; row < table.size(); row++) {
      long step = table.whole(row, "step");
      if (step <= before) {
        throw table.complaint(row, "step", Long.toString(step), "> " + before);
      }
      before = step;
      evaluations.add(
          new CurvePoint(
              step,
              table.number(row, iterate.key() + "_validation_loss"),
              table.number(row, iterate.key() + "_return"),
              table.number(row, iterate.key() + "_normalized_reward")));
    }
    return evaluations;
  }

  private List<EpisodePoint> episodes(Iterate iterate) {
    Path file = directory.resolve(BehaviorCloning.EPISODES);
    if (!Files.exists(file)) {
      return List.of();
    }
    CsvTable table = CsvTable.read(file);
    return IntStream.range(0, table.size())
        .filter(row -> table.text(row, "weights").equals(iterate.key()))
        .mapToObj(
            row ->
                new EpisodePoint(
                    table.whole(row, "step"),
                    table.whole(row, "seed"),
                    table.number(row, "return")))
        .toList();
  }
}
