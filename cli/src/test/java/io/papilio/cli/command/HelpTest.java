package io.papilio.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.cli.Papilio;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HelpTest {
  private static String help(String... words) {
    StringWriter out = new StringWriter();
    assertEquals(0, Papilio.run(new PrintWriter(out), new PrintWriter(out), Map.of(), words));
    return out.toString();
  }

  static List<String> commands() {
    return help("--help")
        .lines()
        .dropWhile(line -> !line.equals("Commands:"))
        .skip(1)
        .map(line -> line.strip().split(" ", 2)[0])
        .toList();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelp(String command) {
    String text = help(command, "--help");
    assertTrue(text.startsWith("Usage: papilio " + command + " [OPTIONS]"), text);
    assertTrue(text.contains("--config=FILE"), text);
  }

  @ParameterizedTest
  @CsvSource({"clone, mlp", "serve, text", "clone, 20000"})
  void defaultsAreWrittenAsTheyAreTyped(String command, String value) {
    String text = help(command, "--help");
    assertTrue(text.contains("(default: " + value + ")"), text);
  }

  /** The launcher reads the commands' names there, by lines of this form. */
  @Test
  void sourcesNameEveryCommandOnALine() throws IOException {
    Pattern line = Pattern.compile("^ *name = \"(.*)\",$", Pattern.MULTILINE);
    try (Stream<Path> sources = Files.list(Path.of("src/main/java/io/papilio/cli/command"))) {
      List<String> names =
          sources
              .filter(file -> file.toString().endsWith("Command.java"))
              .flatMap(file -> line.matcher(read(file)).results().map(HelpTest::name))
              .sorted()
              .toList();
      assertEquals(commands().stream().sorted().toList(), names);
    }
  }

  private static String name(MatchResult match) {
    return match.group(1);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
