package io.papilio.core.settings;

import io.papilio.core.settings.Settings.Entry;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The places that give values to settings. A value on the command line counts before an environment
 * variable, that before a line of a file, and that before the default.
 */
public final class SettingSources {
  /** How environment variables of settings begin. */
  public static final String VARIABLE_PREFIX = "PAPILIO_";

  private SettingSources() {}

  /**
   * A value as it was written.
   *
   * @param origin where it stands, in words: {@code --port}, {@code PAPILIO_PORT} or {@code
   *     serve.properties: port}
   */
  public record Value(String text, String origin) {}

  /** The environment variable of a setting, for example {@code PAPILIO_MAX_SESSIONS}. */
  public static String variable(Entry entry) {
    return VARIABLE_PREFIX + entry.flag().substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /**
   * The values that were given, by setting name.
   *
   * @param flags what the command line has, by setting name
   * @param variables the process's environment
   * @param file of lines {@code max-sessions = 8}, in the format of Java's properties
   * @throws InvalidValueException for a file that cannot be read or has an unknown name
   */
  public static Map<String, Value> collect(
      List<Entry> entries,
      Map<String, String> flags,
      Map<String, String> variables,
      Optional<Path> file) {
    Map<String, String> lines = file.map(path -> read(path, entries)).orElse(Map.of());
    Map<String, Value> values = new LinkedHashMap<>();
    for (Entry entry : entries) {
      String name = entry.name();
      if (flags.containsKey(name)) {
        values.put(name, new Value(flags.get(name), entry.flag()));
      } else if (variables.containsKey(variable(entry))) {
        values.put(name, new Value(variables.get(variable(entry)), variable(entry)));
      } else if (lines.containsKey(key(entry))) {
        String origin = file.orElseThrow() + ": " + key(entry);
        values.put(name, new Value(lines.get(key(entry)), origin));
      }
    }
    return values;
  }

  private static String key(Entry entry) {
    return entry.flag().substring(2);
  }

  private static Map<String, String> read(Path file, List<Entry> entries) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidValueException(
          "config", file, "a readable file of lines such as " + key(entries.get(0)) + " = VALUE");
    }
    List<String> known = entries.stream().map(SettingSources::key).toList();
    Map<String, String> lines = new LinkedHashMap<>();
    for (String name : properties.stringPropertyNames()) {
      Require.that(known.contains(name), file + ": " + name, "unknown", "one of " + known);
      lines.put(name, properties.getProperty(name));
    }
    return lines;
  }
}
