package io.papilio.artifacts.run;

import io.papilio.artifacts.file.AtomicFile;
import io.papilio.artifacts.file.JsonFile;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** {@code config.json}: the settings that decide a run, and so say which run a directory holds. */
public final class RunConfig {
  /** The group of what decides a run but is no setting: digests of its input files. */
  public static final String INPUTS = "inputs";

  private static final String FILE_NAME = "config.json";

  private RunConfig() {}

  /**
   * The settings of a run as text, by dotted name, in the order of the file; empty when there are
   * none.
   *
   * @throws InvalidValueException when {@code config.json} is not a JSON object
   */
  public static Map<String, String> read(Path directory) {
    return exists(directory) ? Settings.flatten(content(directory)) : Map.of();
  }

  private static Map<String, Object> content(Path directory) {
    try {
      return JsonFile.readObject(directory.resolve(FILE_NAME));
    } catch (InvalidValueException e) {
      String expected = e.expected() + " with the settings of a run, or another directory";
      throw new InvalidValueException(e.subject(), e.actual(), expected);
    }
  }

  static boolean exists(Path directory) {
    return Files.exists(directory.resolve(FILE_NAME));
  }

  /** Writes the settings of a run that begins; those of one that resumes stay. */
  static void begin(Path directory, Map<String, ?> identity) {
    if (!exists(directory)) {
      JsonFile.write(directory.resolve(FILE_NAME), identity);
    }
  }

  /**
   * Checks that a directory is that of a run, or has nothing in it but what a run leaves that is
   * killed while it writes {@code config.json}.
   *
   * @throws InvalidValueException when other files are there
   */
  static void requireRun(Path directory) {
    if (exists(directory) || !Files.isDirectory(directory)) {
      return;
    }
    try (Stream<Path> entries = Files.list(directory)) {
      Require.that(
          entries.allMatch(e -> e.endsWith(RunLock.FILE_NAME) || AtomicFile.isLeftover(e)),
          "run directory",
          directory + " has files but no " + FILE_NAME,
          "a new or empty directory, or that of a run");
    } catch (IOException e) {
      throw new UncheckedIOException(directory + ": " + e.getMessage(), e);
    }
  }

  /**
   * Checks that a run that has begun has these settings.
   *
   * @throws InvalidValueException naming the first setting that differs
   */
  static void requireSame(Path directory, Map<String, ?> identity) {
    Map<String, String> before = read(directory);
    if (before.isEmpty()) {
      return;
    }
    Map<String, String> now = Settings.flatten(JsonFile.plain(identity));
    Stream.concat(before.keySet().stream(), now.keySet().stream())
        .filter(name -> !before.getOrDefault(name, "").equals(now.getOrDefault(name, "")))
        .findFirst()
        .ifPresent(
            name -> {
              throw new InvalidValueException(
                  name,
                  shown(now.get(name)),
                  shown(before.get(name))
                      + ", as in "
                      + directory.resolve(FILE_NAME)
                      + "; or another directory");
            });
  }

  private static String shown(String value) {
    return value == null || value.isEmpty() ? "nothing" : value;
  }
}
