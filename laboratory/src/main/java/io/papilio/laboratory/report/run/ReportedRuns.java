package io.papilio.laboratory.report.run;

import io.papilio.artifacts.table.MetricsTable;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import io.papilio.learner.cloning.BehaviorCloning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The runs of a report, each with its {@linkplain RunLabels label}.
 *
 * @param clonings runs that clone
 * @param experts runs that train experts
 */
public record ReportedRuns(List<ReportedRun> clonings, List<ExpertRun> experts) {
  /** Directories of runs lie at most so deep below that of a sweep. */
  private static final int SWEEP_DEPTH = 3;

  public ReportedRuns {
    clonings = List.copyOf(clonings);
    experts = List.copyOf(experts);
  }

  /**
   * Reads runs, finished or not.
   *
   * @param directories of runs, or of sweeps: every directory below that has a {@code metrics.csv},
   *     but for runs without an evaluation yet
   * @throws InvalidValueException when a directory holds no run, a file is not what it should be,
   *     or a run has no evaluation yet
   * @throws UncheckedIOException when a file cannot be read
   */
  public static ReportedRuns read(List<Path> directories) {
    List<RunDescription> descriptions =
        directories.stream()
            .flatMap(directory -> runs(directory).stream())
            .map(RunDescription::read)
            .toList();
    List<String> labels = RunLabels.of(descriptions);
    List<ReportedRun> clonings = new ArrayList<>();
    List<ExpertRun> experts = new ArrayList<>();
    for (int i = 0; i < descriptions.size(); i++) {
      RunDescription description = descriptions.get(i);
      String label = labels.get(i);
      MetricsTable metrics =
          MetricsTable.read(description.directory().resolve(BehaviorCloning.METRICS));
      if (ExpertRun.isOne(metrics)) {
        experts.add(new ExpertRun(label, description, metrics));
      } else {
        clonings.add(ReportedRun.read(label, description));
      }
    }
    return new ReportedRuns(clonings, experts);
  }

  /**
   * The same runs; those that clone with the curves of some averages alone.
   *
   * @throws InvalidValueException when a run has no average of one of the names
   */
  public ReportedRuns only(List<String> averages) {
    return new ReportedRuns(clonings.stream().map(run -> run.only(averages)).toList(), experts);
  }

  /** How many there are. */
  public int size() {
    return clonings.size() + experts.size();
  }

  /** All their descriptions. */
  public List<RunDescription> descriptions() {
    return Stream.concat(
            clonings.stream().map(ReportedRun::description),
            experts.stream().map(ExpertRun::description))
        .toList();
  }

  private static List<Path> runs(Path directory) {
    if (isRun(directory)) {
      return List.of(directory);
    }
    Require.that(Files.isDirectory(directory), "run", directory, "a directory of a run or sweep");
    try (Stream<Path> below = Files.walk(directory, SWEEP_DEPTH)) {
      List<Path> runs = below.filter(ReportedRuns::isRun).sorted(new NaturalOrder()).toList();
      Require.that(
          !runs.isEmpty(),
          "run",
          directory + " has no " + BehaviorCloning.METRICS,
          "a directory of a run or sweep");
      List<Path> evaluated = runs.stream().filter(ReportedRuns::isEvaluated).toList();
      return evaluated.isEmpty() ? runs : evaluated;
    } catch (IOException e) {
      throw new UncheckedIOException(directory + ": " + e.getMessage(), e);
    }
  }

  private static boolean isEvaluated(Path run) {
    return !MetricsTable.read(run.resolve(BehaviorCloning.METRICS)).iterates().isEmpty();
  }

  private static boolean isRun(Path directory) {
    return Files.isRegularFile(directory.resolve(BehaviorCloning.METRICS));
  }
}
