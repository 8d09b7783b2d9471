package io.papilio.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.cli.Papilio;
import io.papilio.cli.options.RecordOptions;
import io.papilio.core.provenance.SourceVersion;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

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
        .takeWhile(line -> !line.isBlank())
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
  @CsvSource({"clone, mlp", "clone, 3e-4", "serve, text", "clone, 80000"})
  void defaultsAreWrittenAsTheyAreTyped(String command, String value) {
    String text = help(command, "--help");
    assertTrue(text.contains("(default: " + value + ")"), text);
  }

  @Test
  void choicesAreListedWithTheirDefaults() {
    String text = help("clone", "--help").replaceAll("\\s+", " ");
    assertTrue(text.contains("--average=KIND[:KEY=VALUE,...]"), text);
    assertTrue(text.contains("(default: raw,ema)"), text);
    assertTrue(
        text.contains(" mean:burn-in=0,name=mean the arithmetic mean of all iterates"), text);
  }

  /** By nested record, in its order; on no line above 100 columns. */
  @Test
  void optionsAreGrouped() {
    String text = help("train-expert", "--help");
    assertEquals(
        List.of("Schedule:", "Collection:", "Updates:", "Temperature:", "Connection:"),
        text.lines().filter(line -> line.matches("[A-Z][a-z]+:")).toList());
    assertTrue(text.lines().allMatch(line -> line.length() <= 100), text);
    assertTrue(text.indexOf("--tau=N") > text.indexOf("Updates:"), text);
    assertTrue(text.indexOf("--tau=N") < text.indexOf("Temperature:"), text);
    assertTrue(text.contains("(--env as PAPILIO_ENV)"), text);
  }

  @Test
  void versionIsThatOfTheBuild() {
    assertEquals("papilio " + SourceVersion.ofThisBuild().describe(), help("--version").strip());
  }

  static List<Class<?>> commandClasses() {
    return List.of(Papilio.class.getAnnotation(CommandLine.Command.class).subcommands());
  }

  @ParameterizedTest
  @MethodSource("commandClasses")
  void recordsOfSettingsHaveAtMostSevenComponents(Class<?> command) throws Exception {
    var configured = (RecordOptions.Configured) command.getConstructor().newInstance();
    assertAtMostSeven(configured.defaults().getClass());
  }

  private static void assertAtMostSeven(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    assertTrue(components.length <= 7, type.getName());
    Arrays.stream(components)
        .map(RecordComponent::getType)
        .filter(Class::isRecord)
        .forEach(HelpTest::assertAtMostSeven);
  }
}
