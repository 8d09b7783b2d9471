package io.papilio.cli.options;

import io.papilio.core.settings.SettingSources;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.NearestNames;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Environment variables that are named like settings and that no command reads. */
public final class UnreadVariables {
  private static final String PREFIX = SettingSources.VARIABLE_PREFIX;

  /** Without the prefix: what is no option, of the commands, of their script, of the clients. */
  private static final Set<String> NO_OPTIONS =
      Set.of("CONFIG", "HOME", "JAR", "JAVA_OPTIONS", "TARGET");

  private UnreadVariables() {}

  /** Says of each that it is not read, and which one may have been meant. Values are not shown. */
  public static void warn(CommandLine program, Collection<String> variables) {
    Set<String> known = new TreeSet<>(NO_OPTIONS);
    program.getSubcommands().values().stream()
        .flatMap(UnreadVariables::options)
        .forEach(known::add);
    variables.stream()
        .filter(variable -> variable.startsWith(PREFIX))
        .map(variable -> variable.substring(PREFIX.length()))
        .filter(name -> !known.contains(name))
        .sorted()
        .forEach(name -> ErrorReporter.print(program, words(name, known)));
  }

  private static Stream<String> options(CommandLine command) {
    return command.getCommand() instanceof RecordOptions.Configured configured
        ? Settings.of(configured.defaults()).entries().stream()
            .map(entry -> SettingSources.variable(entry).substring(PREFIX.length()))
        : Stream.of();
  }

  private static String words(String name, Set<String> known) {
    String expected =
        NearestNames.meant(name, known)
            .map(PREFIX::concat)
            .orElse(PREFIX + " and the name of an option, for example PAPILIO_MAX_SESSIONS");
    return PREFIX + name + ": not read (expected: " + expected + ")";
  }
}
