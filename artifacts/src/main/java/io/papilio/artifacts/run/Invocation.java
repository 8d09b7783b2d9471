package io.papilio.artifacts.run;

import io.papilio.core.settings.Settings;
import io.papilio.core.validation.Require;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What was asked for.
 *
 * @param commandLine the words of the command, as they would be typed
 * @param seed the one seed that all random streams derive from
 * @param config every option, defaults included; values are Long, Double, Boolean, String, or lists
 *     and maps of them; other values become strings, so that JSON gives back what it was given
 */
public record Invocation(List<String> commandLine, long seed, SortedMap<String, Object> config) {
  public Invocation {
    Require.nonNegative(seed, "seed");
    commandLine = List.copyOf(commandLine);
    config = ConfigMap.of(config);
  }

  /** The invocation of a command whose options are a record, as {@link Settings} reads it. */
  public static Invocation of(List<String> commandLine, long seed, Record config) {
    return new Invocation(commandLine, seed, ConfigMap.of(Settings.toMap(config)));
  }

  /** The invocation of a command whose options are a map. */
  public static Invocation of(List<String> commandLine, long seed, Map<String, ?> config) {
    return new Invocation(commandLine, seed, ConfigMap.of(config));
  }

  /** The command as a line for a POSIX shell. */
  public String shellLine() {
    return String.join(" ", commandLine.stream().map(Invocation::quoted).toList());
  }

  private static String quoted(String word) {
    boolean plain = word.matches("[A-Za-z0-9_@%+=:,./-]+");
    return plain ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
