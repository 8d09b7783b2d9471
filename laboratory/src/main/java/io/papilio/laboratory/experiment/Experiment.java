package io.papilio.laboratory.experiment;

import io.papilio.artifacts.run.EnvironmentKeywords;
import io.papilio.core.validation.Require;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs that differ in some settings and are compared. Settings are named by their paths, values are
 * text as typed.
 *
 * @param name as in {@code ./papilio reproduce NAME}
 * @param source the figure or table that shows the result
 * @param varies what differs, in words
 * @param environment id
 * @param settings of every run
 * @param cases by name, settings of some runs; at least one
 * @param grid the values of further settings: every combination with every case is a run
 * @param scales settings that replace those of every run at a scale
 * @param uses names of the experiments whose runs it shows, instead of its own
 */
public record Experiment(
    String name,
    String source,
    String varies,
    ExperimentCommand command,
    String environment,
    Map<String, String> settings,
    Map<String, Map<String, String>> cases,
    Map<String, List<String>> grid,
    Map<Scale, Map<String, String>> scales,
    List<String> uses) {
  /** The setting of a case or of the grid that names the environment. */
  static final String ENVIRONMENT = "env";

  /** The setting of a run, a case or the grid that has keywords of the environment. */
  static final String KEYWORDS = "env-keyword";

  /** The setting that is the noise under which demonstrations are recorded. */
  static final String NOISE = "demonstration-noise";

  private static final String IMITATOR = "imitator.kind";

  private static final String TRANSFORMER = "transformer";

  /**
   * The experiments that have the runs: those it uses, at the scale smoke only the first and the
   * last of them; or itself.
   */
  public List<Experiment> parts(Scale scale) {
    return uses.isEmpty()
        ? List.of(this)
        : ends(scale, uses.stream().map(Experiments::of).toList());
  }

  /**
   * The runs at a scale, in the order of the cases and of the grid, the last setting of the grid
   * varying fastest. At the scale smoke only the first and the last.
   *
   * @throws io.papilio.core.validation.InvalidValueException naming a setting that is none
   */
  public List<PlannedRun> runs(Scale scale) {
    List<PlannedRun> runs = new ArrayList<>();
    cases.forEach(
        (label, values) -> expand(scale, label, values, List.copyOf(grid.keySet()), runs));
    Require.that(
        runs.stream().map(PlannedRun::name).distinct().count() == runs.size(),
        name + ": runs",
        runs.stream().map(PlannedRun::name).toList(),
        "distinct names");
    return ends(scale, runs);
  }

  private static <T> List<T> ends(Scale scale, List<T> all) {
    return scale == Scale.SMOKE && all.size() > 2
        ? List.of(all.get(0), all.get(all.size() - 1))
        : all;
  }

  private void expand(
      Scale scale,
      String label,
      Map<String, String> values,
      List<String> open,
      List<PlannedRun> runs) {
    if (open.isEmpty()) {
      runs.add(run(scale, label.isEmpty() ? "default" : label, values));
      return;
    }
    String path = open.get(0);
    for (String value : grid.get(path)) {
      Map<String, String> more = new LinkedHashMap<>(values);
      more.put(path, value);
      String plain = value.replaceAll("[^A-Za-z0-9.-]+", "-");
      String part = path.substring(path.lastIndexOf('.') + 1) + "=" + plain;
      String longer = label.isEmpty() ? part : label + " " + part;
      expand(scale, longer, more, open.subList(1, open.size()), runs);
    }
  }

  private PlannedRun run(Scale scale, String label, Map<String, String> values) {
    Map<String, String> own = new LinkedHashMap<>(settings);
    own.putAll(values);
    own.putAll(scales.getOrDefault(scale, Map.of()));
    Map<String, String> all = new LinkedHashMap<>();
    if (command == ExperimentCommand.CLONE) {
      all.putAll(scale.settings());
      if (TRANSFORMER.equals(own.get(IMITATOR))) {
        all.putAll(scale.transformerSettings());
      }
    }
    all.putAll(own);
    String where = all.getOrDefault(ENVIRONMENT, environment);
    all.remove(ENVIRONMENT);
    String noise = all.getOrDefault(NOISE, "0");
    all.remove(NOISE);
    EnvironmentKeywords keywords = EnvironmentKeywords.of(all);
    all.remove(KEYWORDS);
    return new PlannedRun(label, command, PlannedRun.Demonstrated.of(where, keywords, noise), all);
  }
}
