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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The runs of a report, each labeled by the settings that differ among them, or else by the name of
 * its directory.
 *
 * @param clonings runs that clone
 * @param experts runs that train experts
 */
public record ReportedRuns(List<ReportedRun> clonings, List<ExpertRun> experts) {
  /** In words, at most so many settings, of values that are no longer. */
  private static final int MOST_SETTINGS = 3;

  private static final int LONGEST_VALUE = 24;

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
    List<Map<String, String>> settings =
        descriptions.stream().map(RunDescription::settings).toList();
    List<String> labels = labels(descriptions, differing(settings));
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

  private static Set<String> differing(List<Map<String, String>> settings) {
    Map<String, Set<String>> values = new LinkedHashMap<>();
    settings.forEach(
        one ->
            one.keySet()
                .forEach(
                    name ->
                        values.put(
                            name,
                            settings.stream()
                                .map(other -> other.getOrDefault(name, ""))
                                .collect(Collectors.toSet()))));
    values.values().removeIf(distinct -> distinct.size() < 2);
    return values.keySet();
  }

  /** By settings, or where these are those of another run too, by the directory of the sweep. */
  private static List<String> labels(List<RunDescription> runs, Set<String> differing) {
    List<String> labels = runs.stream().map(run -> label(run, differing)).toList();
    return IntStream.range(0, runs.size())
        .mapToObj(
            i ->
                Collections.frequency(labels, labels.get(i)) == 1
                    ? labels.get(i)
                    : place(runs.get(i).directory()))
        .toList();
  }

  private static String place(Path directory) {
    Path whole = directory.toAbsolutePath().normalize();
    int names = whole.getNameCount();
    return "" + whole.subpath(Math.max(0, names - 2), names);
  }

  private static String label(RunDescription description, Set<String> differing) {
    String label =
        differing.stream()
            .filter(name -> description.settings().containsKey(name))
            .filter(name -> description.settings().get(name).length() <= LONGEST_VALUE)
            .map(name -> (lastWord(name) + " " + description.settings().get(name)).strip())
            .distinct()
            .limit(MOST_SETTINGS)
            .collect(Collectors.joining(", "));
    return label.isEmpty() ? "" + description.directory().getFileName() : label;
  }

  /** None for the environment, whose id needs no word before it. */
  private static String lastWord(String path) {
    return path.equals("env") ? "" : path.substring(path.lastIndexOf('.') + 1).replace('-', ' ');
  }
}
