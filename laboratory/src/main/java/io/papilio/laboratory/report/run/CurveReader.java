package io.papilio.laboratory.report.run;

import io.papilio.artifacts.table.CsvTable;
import io.papilio.artifacts.table.MetricsTable;
import io.papilio.artifacts.table.MetricsTable.Value;
import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import io.papilio.learner.cloning.BehaviorCloning;
import io.papilio.learner.evaluation.ExpertEpisodes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the learning curves of a run, finished or not, from {@code metrics.csv}, {@code
 * episodes.csv} and {@code expert.json}; docs/metrics.md defines their quantities and columns.
 */
public final class CurveReader {
  private static final String BASELINE = "raw";
  private static final String WINDOW = "window.csv";
  private static final String WINDOW_EPISODES = "window-episodes.csv";

  private final Path directory;
  private final String metricsFile;
  private final String episodesFile;

  public CurveReader(Path directory) {
    this(directory, BehaviorCloning.METRICS, BehaviorCloning.EPISODES);
  }

  private CurveReader(Path directory, String metricsFile, String episodesFile) {
    this.directory = directory;
    this.metricsFile = metricsFile;
    this.episodesFile = episodesFile;
  }

  /**
   * Reads the window of training in which every iterate was evaluated, if the run has one.
   *
   * @throws InvalidValueException when a table does not hold what it should
   */
  public static Optional<LearningCurves> readWindow(Path directory) {
    CurveReader reader = new CurveReader(directory, WINDOW, WINDOW_EPISODES);
    Path file = directory.resolve(WINDOW);
    boolean begun = Files.exists(file) && !MetricsTable.read(file).iterates().isEmpty();
    return begun ? Optional.of(reader.read()) : Optional.empty();
  }

  /** The three series of numbers that make a curve. */
  private record Numbers(List<Value> losses, List<Value> returns, List<Value> rewards) {
    int size() {
      return Math.min(losses.size(), Math.min(returns.size(), rewards.size()));
    }

    CurvePoint point(int i) {
      return new CurvePoint(
          losses.get(i).step(),
          losses.get(i).value(),
          returns.get(i).value(),
          rewards.get(i).value());
    }

    Stream<Long> steps(int i) {
      return Stream.of(losses, returns, rewards).map(values -> values.get(i).step());
    }
  }

  /**
   * Reads the curves; {@code metrics.csv} must exist. An evaluation that was interrupted while it
   * was written is left out.
   *
   * @throws InvalidValueException when there is no evaluation yet, or a table does not hold what it
   *     should
   */
  public LearningCurves read() {
    MetricsTable metrics = MetricsTable.read(directory.resolve(metricsFile));
    String file = metrics.path().toString();
    List<String> names = new ArrayList<>(metrics.iterates());
    names.sort(Comparator.comparing(name -> !name.equals(BASELINE)));
    List<Numbers> numbers = names.stream().map(name -> numbers(metrics, name)).toList();
    int evaluations = numbers.stream().mapToInt(Numbers::size).min().orElse(0);
    Require.that(evaluations > 0, file, "no evaluation", "at least one");
    for (int i = 0; i < evaluations; i++) {
      int evaluation = i;
      List<Long> steps = numbers.stream().flatMap(n -> n.steps(evaluation)).distinct().toList();
      Require.that(steps.size() == 1, file, "steps " + steps, "evaluations of all at one step");
    }
    Map<String, List<EpisodePoint>> episodes = episodes();
    List<Series> series = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      List<CurvePoint> points =
          Stream.iterate(0, k -> k + 1).limit(evaluations).map(numbers.get(i)::point).toList();
      series.add(new Series(names.get(i), points, episodes.getOrDefault(names.get(i), List.of())));
    }
    return new LearningCurves(series, expertReturn(series));
  }

  private static Numbers numbers(MetricsTable metrics, String iterate) {
    return new Numbers(
        metrics.series(iterate, "validation_loss"),
        metrics.series(iterate, "return"),
        metrics.series(iterate, "normalized_reward"));
  }

  private double expertReturn(List<Series> series) {
    Path expert = directory.resolve(ExpertEpisodes.FILE_NAME);
    if (Files.exists(expert)) {
      return EpisodeStatistics.meanReturn(ExpertEpisodes.read(expert));
    }
    // reward = return / expertReturn
    return series.stream()
        .flatMap(s -> s.points().stream())
        .mapToDouble(p -> p.meanReturn() / p.reward())
        .filter(Double::isFinite)
        .findFirst()
        .orElse(Double.NaN);
  }

  private Map<String, List<EpisodePoint>> episodes() {
    Map<String, List<EpisodePoint>> episodes = new HashMap<>();
    Path file = directory.resolve(episodesFile);
    if (Files.exists(file)) {
      CsvTable table = CsvTable.read(file);
      for (int row = 0; row < table.size(); row++) {
        episodes
            .computeIfAbsent(table.text(row, "iterate"), name -> new ArrayList<>())
            .add(
                new EpisodePoint(
                    table.whole(row, "step"),
                    table.whole(row, "seed"),
                    table.number(row, "return")));
      }
    }
    return episodes;
  }
}
