package io.papilio.laboratory.experiment;

import io.papilio.artifacts.file.YamlFile;
import io.papilio.artifacts.run.EnvironmentKeywords;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import io.papilio.expert.shipped.ShippedExperts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An experiment as a file in YAML; docs/experiments.md describes its fields. */
public final class ExperimentFile {
  private static final Set<String> FIELDS =
      Set.of("source", "varies", "command", "settings", "cases", "grid", "scales", "uses");

  private final String file;
  private final Map<String, Object> fields;

  private ExperimentFile(String file, Map<String, Object> fields) {
    this.file = file;
    this.fields = fields;
    fields
        .keySet()
        .forEach(field -> require(FIELDS.contains(field), field, "unknown", "" + FIELDS));
  }

  /**
   * Reads somebody's own experiment, which has the name of the file.
   *
   * @throws InvalidValueException naming the field that is not an experiment's
   */
  public static Experiment read(Path file) {
    String name = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    return new ExperimentFile(file.toString(), YamlFile.read(file)).experiment(name);
  }

  /** A shipped experiment. */
  static Experiment shipped(String name) {
    String file = name + ".yaml";
    return new ExperimentFile(file, resource(file)).experiment(name);
  }

  /** The object in a file beside this class. */
  static Map<String, Object> resource(String file) {
    return YamlFile.parse(file, content(file));
  }

  /** The text of a file beside this class. */
  static String content(String file) {
    try (InputStream stream = ExperimentFile.class.getResourceAsStream(file)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A map of YAML with its keys as text. */
  static Map<String, Object> names(Map<?, ?> group) {
    Map<String, Object> names = new LinkedHashMap<>();
    group.forEach((key, value) -> names.put("" + key, value));
    return names;
  }

  private Experiment experiment(String name) {
    Map<String, String> settings = new LinkedHashMap<>(flat("settings", fields.get("settings")));
    String environment = settings.remove(Experiment.ENVIRONMENT);
    return new Experiment(
        name,
        text("source"),
        text("varies"),
        command(),
        environment == null ? ShippedExperts.CANONICAL : environment,
        settings,
        cases(),
        grid(),
        scales(),
        list("uses", fields.getOrDefault("uses", List.of())));
  }

  private ExperimentCommand command() {
    String word = fields.containsKey("command") ? text("command") : ExperimentCommand.CLONE.word();
    return Arrays.stream(ExperimentCommand.values())
        .filter(command -> command.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidValueException(
                    place("command"), word, "clone, train-expert or train-language"));
  }

  private Map<String, Map<String, String>> cases() {
    Map<String, Map<String, String>> cases = new LinkedHashMap<>();
    group("cases", fields.get("cases"))
        .forEach(
            (label, values) -> {
              boolean plain = label.matches("[A-Za-z0-9][A-Za-z0-9 =._-]*");
              require(plain, "cases", label, "letters, digits, spaces and =._-");
              cases.put(label, flat("cases." + label, values));
            });
    return cases.isEmpty() ? Map.of("", Map.of()) : cases;
  }

  private Map<String, List<String>> grid() {
    Map<String, List<String>> grid = new LinkedHashMap<>();
    group("grid", fields.get("grid"))
        .forEach((path, values) -> grid.put(path, list("grid." + path, values)));
    return grid;
  }

  private Map<Scale, Map<String, String>> scales() {
    Map<Scale, Map<String, String>> scales = new EnumMap<>(Scale.class);
    Map<String, Object> given = new LinkedHashMap<>(group("scales", fields.get("scales")));
    for (Scale scale : Scale.values()) {
      scales.put(scale, flat("scales." + scale.word(), given.remove(scale.word())));
    }
    require(given.isEmpty(), "scales", "" + given.keySet(), "smoke, laptop or paper");
    return scales;
  }

  private Map<String, String> flat(String field, Object value) {
    Map<String, Object> group = new LinkedHashMap<>(group(field, value));
    if (group.get(Experiment.KEYWORDS) instanceof Map<?, ?> keywords) {
      KeywordArguments values = new KeywordArguments(names(keywords));
      group.put(Experiment.KEYWORDS, "" + EnvironmentKeywords.of(values));
    }
    return Settings.flatten(group);
  }

  private Map<String, Object> group(String field, Object value) {
    require(value == null || value instanceof Map<?, ?>, field, "" + value, "names and values");
    return value == null ? Map.of() : names((Map<?, ?>) value);
  }

  private List<String> list(String field, Object values) {
    require(values instanceof List<?>, field, "" + values, "a list of values");
    return ((List<?>) values).stream().map(ExperimentFile::typed).toList();
  }

  /** A value in the form in which it is typed. */
  private static String typed(Object value) {
    return Settings.flatten(Map.of("", value)).get("");
  }

  private String text(String field) {
    Object text = fields.get(field);
    require(text instanceof String, field, "" + text, "text");
    return (String) text;
  }

  private void require(boolean condition, String field, String actual, String expected) {
    Require.that(condition, place(field), actual, expected);
  }

  private String place(String field) {
    return file + ": " + field;
  }
}
