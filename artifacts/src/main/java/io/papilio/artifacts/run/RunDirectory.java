package io.papilio.artifacts.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The directory of one run, and the names in it. {@code config.json} says which run it is: the same
 * configuration goes on with it, another one is refused.
 */
public record RunDirectory(Path path) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Left by whoever locks the directory; says nothing of a run. */
  private static final String LOCK = ".lock";

  private static final String WEIGHTS = "weights";

  /**
   * Opens a run's directory, or begins one.
   *
   * @param config every setting by name: numbers, booleans and strings
   * @throws InvalidValueException when the directory belongs to another run, or to no run
   */
  public static RunDirectory open(Path path, Map<String, ?> config) {
    return open(path, config, Map.of());
  }

  /**
   * Opens a run's directory, or begins one.
   *
   * @param config every setting by name: numbers, booleans and strings
   * @param defaults what a setting was in runs that are older than the setting
   * @throws InvalidValueException when the directory belongs to another run, or to no run
   */
  public static RunDirectory open(Path path, Map<String, ?> config, Map<String, ?> defaults) {
    RunDirectory directory = verify(path, config, defaults);
    directory.begin(config);
    return directory;
  }

  /**
   * As {@link #open(Path, Map, Map)}, but without writing anything: a run that may yet be refused.
   */
  public static RunDirectory verify(Path path, Map<String, ?> config, Map<String, ?> defaults) {
    RunDirectory directory = new RunDirectory(path);
    try {
      if (Files.exists(directory.config())) {
        directory.requireSame(json(config), json(defaults));
      } else {
        directory.requireEmpty();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(path + ": " + e.getMessage(), e);
    }
    return directory;
  }

  /**
   * Writes the settings of a run that begins; where they are, they stay. Of a run that was killed
   * while it wrote, the pieces go: a checkpoint's are as large as the checkpoint.
   */
  public void begin(Map<String, ?> config) {
    Stream.of(config(), expert(), checkpoint()).forEach(AtomicFile::deleteLeftovers);
    if (Files.notExists(config())) {
      AtomicFile.write(config(), json(config));
    }
  }

  /** Deletes what tells of a run that was refused before it made anything. */
  public void discard() {
    try {
      Files.deleteIfExists(path.resolve(RunManifest.FILE_NAME));
      Files.deleteIfExists(config());
    } catch (IOException e) {
      throw new UncheckedIOException(path + ": " + e.getMessage(), e);
    }
  }

  /**
   * The settings of a run, as text by name.
   *
   * @param config a run's {@code config.json}
   * @throws InvalidValueException when it is none
   */
  public static Map<String, String> settings(Path config) {
    try {
      Map<String, String> settings = new LinkedHashMap<>();
      parse(config).properties().forEach(s -> settings.put(s.getKey(), text(s.getValue())));
      return settings;
    } catch (IOException e) {
      throw new UncheckedIOException(config + ": " + e.getMessage(), e);
    }
  }

  /** Every setting of the run. */
  public Path config() {
    return path.resolve("config.json");
  }

  /** The expert's trajectories. */
  public Path demonstrations() {
    return path.resolve("demonstrations");
  }

  /** The expert's episodes on the evaluation seeds. */
  public Path expert() {
    return path.resolve("expert.json");
  }

  /** One row per step, iterate and quantity. */
  public Path metrics() {
    return path.resolve("metrics.csv");
  }

  /** One row per evaluation, iterate and seed. */
  public Path episodes() {
    return path.resolve("episodes.csv");
  }

  /** What an interrupted run goes on from. */
  public Path checkpoint() {
    return path.resolve("checkpoint.safetensors");
  }

  /** The weights of an average of the iterates, or of the raw iterate. */
  public Path weights(String iterate) {
    return path.resolve(WEIGHTS).resolve(iterate + ".safetensors");
  }

  /**
   * Whether the run has ended and all its files are there.
   *
   * @param iterates names of the averages
   */
  public boolean isFinished(List<String> iterates) {
    return iterates.stream().map(this::weights).allMatch(Files::exists);
  }

  private static JsonNode parse(Path config) throws IOException {
    try {
      return JSON.readTree(Files.readString(config));
    } catch (JsonProcessingException e) {
      throw new InvalidValueException(
          config.toString(), "no JSON", "the settings of a run; or another directory");
    }
  }

  private void requireSame(String wanted, String defaults) throws IOException {
    JsonNode now = JSON.readTree(wanted);
    JsonNode before = parse(config());
    if (before instanceof ObjectNode older) {
      JSON.readTree(defaults)
          .properties()
          .forEach(setting -> older.putIfAbsent(setting.getKey(), setting.getValue()));
    }
    Stream.concat(names(before), names(now))
        .filter(name -> !before.path(name).equals(now.path(name)))
        .findFirst()
        .ifPresent(
            name -> {
              throw new InvalidValueException(
                  name,
                  told(now.path(name)),
                  told(before.path(name)) + ", as in " + config() + "; or another directory");
            });
  }

  private void requireEmpty() throws IOException {
    if (Files.isDirectory(path)) {
      try (Stream<Path> entries = Files.list(path)) {
        Require.that(
            entries.allMatch(entry -> entry.endsWith(LOCK)),
            "run directory",
            path + " has files but no config.json",
            "a new or an empty directory, or that of a run");
      }
    }
  }

  private static Stream<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey);
  }

  private static String text(JsonNode value) {
    return value.isMissingNode() ? "nothing" : value.asText();
  }

  private static String told(JsonNode value) {
    String text = text(value);
    return text.isEmpty() ? "nothing" : text;
  }

  private static String json(Map<String, ?> config) {
    ObjectNode root = JSON.createObjectNode();
    config.forEach((name, value) -> root.putPOJO(name, value));
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers, booleans and strings are always JSON", e);
    }
  }
}
