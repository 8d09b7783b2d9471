package io.papilio.laboratory.report.run;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a report calls its runs: those of sweeps by their names there, others by the settings that
 * differ among them, or else by their directories.
 */
final class RunLabels {
  /** In words, at most so many settings, of values that are no longer. */
  private static final int MOST_SETTINGS = 3;

  private static final int LONGEST_VALUE = 24;

  private final List<RunDescription> runs;
  private final List<Optional<Place>> places;
  private final Set<String> differing;

  private RunLabels(List<RunDescription> runs) {
    this.runs = runs;
    places = runs.stream().map(run -> Place.of(run.directory())).toList();
    differing = differing(runs.stream().map(RunDescription::settings).toList());
  }

  /** One each, in the order of the runs. */
  static List<String> of(List<RunDescription> runs) {
    return new RunLabels(runs).all();
  }

  private List<String> all() {
    List<Place> known = places.stream().flatMap(Optional::stream).toList();
    List<Path> named = known.stream().map(Place::named).toList();
    boolean oneName = named.stream().distinct().count() < 2;
    boolean oneSweep = known.stream().map(Place::sweep).distinct().count() < 2;
    List<String> labels =
        IntStream.range(0, runs.size())
            .mapToObj(
                i ->
                    places
                        .get(i)
                        .filter(place -> !oneName)
                        .map(
                            place ->
                                place.label(
                                    !oneSweep, Collections.frequency(named, place.named()) > 1))
                        .orElseGet(() -> bySettings(runs.get(i))))
            .toList();
    return IntStream.range(0, runs.size())
        .mapToObj(
            i ->
                Collections.frequency(labels, labels.get(i)) == 1
                    ? labels.get(i)
                    : byDirectory(runs.get(i).directory()))
        .toList();
  }

  private String bySettings(RunDescription run) {
    String label =
        differing.stream()
            .filter(name -> run.settings().containsKey(name))
            .filter(name -> run.settings().get(name).length() <= LONGEST_VALUE)
            .map(name -> (lastWord(name) + " " + run.settings().get(name)).strip())
            .distinct()
            .limit(MOST_SETTINGS)
            .collect(Collectors.joining(", "));
    return label.isEmpty() ? "" + run.directory().getFileName() : label;
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

  /** None for the environment, whose id needs no word before it. */
  private static String lastWord(String path) {
    return path.equals("env") ? "" : words(path.substring(path.lastIndexOf('.') + 1));
  }

  private static String byDirectory(Path directory) {
    Path whole = directory.toAbsolutePath().normalize();
    int names = whole.getNameCount();
    return "" + whole.subpath(Math.max(0, names - 2), names);
  }

  private static String words(String name) {
    return name.replace('-', ' ');
  }

  /**
   * Where a sweep puts a run: SWEEP/NAME/seedN.
   *
   * @param named SWEEP/NAME
   * @param seed N
   */
  private record Place(Path named, String seed) {
    private static final String SEED = "seed";

    static Optional<Place> of(Path directory) {
      Path whole = directory.toAbsolutePath().normalize();
      String last = "" + whole.getFileName();
      return last.matches(SEED + "[0-9]+") && whole.getNameCount() > 2
          ? Optional.of(new Place(whole.getParent(), last.substring(SEED.length())))
          : Optional.empty();
    }

    Path sweep() {
      return named.getParent();
    }

    String label(boolean withSweep, boolean withSeed) {
      return (withSweep ? sweep().getFileName() + ": " : "")
          + words("" + named.getFileName())
          + (withSeed ? ", " + SEED + " " + seed : "");
    }
  }
}
