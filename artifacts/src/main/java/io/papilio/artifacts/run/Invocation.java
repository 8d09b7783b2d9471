package io.papilio.artifacts.run;

import io.papilio.artifacts.file.JsonFile;
import io.papilio.core.validation.Require;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was asked for.
 *
 * @param commandLine the words of the command, as typed
 * @param seed the one seed that all random streams derive from
 * @param config every setting, defaults included, as JSON values
 */
public record Invocation(List<String> commandLine, long seed, SortedMap<String, Object> config) {
  public Invocation {
    Require.nonNegative(seed, "seed");
    commandLine = List.copyOf(commandLine);
    config = Collections.unmodifiableSortedMap(new TreeMap<>(JsonFile.plain(config)));
  }

  /** The settings in any order. */
  public static Invocation of(List<String> commandLine, long seed, Map<String, ?> config) {
    return new Invocation(commandLine, seed, new TreeMap<>(config));
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
