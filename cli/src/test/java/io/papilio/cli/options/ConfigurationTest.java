package io.papilio.cli.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.cli.Papilio;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Options, variables and files: which counts, and that a rejection names where the value stands.
 */
class ConfigurationTest {
  @TempDir private Path directory;

  /** The line on standard error of a command that is rejected. */
  private static String rejection(Map<String, String> variables, String... words) {
    StringWriter err = new StringWriter();
    int code =
        Papilio.run(new PrintWriter(new StringWriter()), new PrintWriter(err), variables, words);
    assertEquals(ErrorReporter.WRONG_INPUT, code, err.toString());
    return err.toString().strip();
  }

  private String file(String... lines) throws IOException {
    return Files.write(directory.resolve("serve.yaml"), List.of(lines)).toString();
  }

  private static void assertStarts(String start, String line) {
    assertTrue(line.startsWith("papilio: " + start), line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PAPILIO_PORT|70000|PAPILIO_PORT: 70000 (expected: 0 to 65535)",
        "PAPILIO_MAX_SESSIONS|-1|PAPILIO_MAX_SESSIONS: -1 (expected: >= 0)",
        "PAPILIO_LOG|xml|PAPILIO_LOG: xml (expected: one of [text, json])",
        "PAPILIO_TLS_KEY|a|PAPILIO_TLS_KEY: a (expected: a certificate as well)",
      })
  void badVariableIsNamed(String variable, String text, String message) {
    assertStarts(message, rejection(Map.of(variable, text), "serve"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "max-sessions: many|:2: max-sessions: many (expected: an integer)",
        "limits.max-sessions: 1.5|:2: limits.max-sessions: 1.5 (expected: an integer",
        "limits: {max-sessions: -1}|:2: limits.max-sessions: -1 (expected: >= 0)",
        "prot: 1|:2: prot: unknown (expected: a setting, such as port, host",
        "limits: [{a: 1}]|:2: a list of START_OBJECT (expected: lines such as seed: 1)",
        "- 1|: while parsing a block mapping in line 1, column 1: expected <block end>, but found"
            + " '-' in line 2, column 1: (expected: YAML or JSON)",
      })
  void badLineOfTheFileIsNamed(String line, String message) throws IOException {
    String file = file("host: localhost", line);
    assertStarts(file + message, rejection(Map.of(), "serve", "--config", file));
    assertStarts(file + message, rejection(Map.of("PAPILIO_CONFIG", file), "serve"));
  }

  @Test
  void fileThatIsNoMapOrAbsentIsNamed() throws IOException {
    String file = file("max-sessions = 8");
    assertStarts(
        file + ":1: max-sessions = 8 (expected: lines such as seed: 1)",
        rejection(Map.of(), "serve", "--config", file));
    assertStarts(
        "--config: absent.yaml (expected: a readable file in YAML or JSON)",
        rejection(Map.of(), "serve", "--config", "absent.yaml"));
  }

  @Test
  void optionCountsBeforeVariableAndVariableBeforeFile() throws IOException {
    String file = file("port: 70001");
    Map<String, String> variables = Map.of("PAPILIO_PORT", "70002");
    assertStarts(
        "--port: 70003 ", rejection(variables, "serve", "--config", file, "--port", "70003"));
    assertStarts("PAPILIO_PORT: 70002 ", rejection(variables, "serve", "--config", file));
    assertStarts(file + ":1: port: 70001 ", rejection(Map.of(), "serve", "--config", file));
  }

  @Test
  void lastOfAnOptionCountsAndAListHasThemAll() {
    assertStarts(
        "--port: 70002 ", rejection(Map.of(), "serve", "--port", "70001", "--port", "70002"));
    assertStarts(
        "--plugin: absent.jar ",
        rejection(Map.of(), "serve", "--plugin", directory.toString(), "--plugin", "absent.jar"));
  }

  @Test
  void tokenOfTheServerReachesTheOtherCommandsAsAVariable() {
    assertStarts(
        "--target: nowhere (expected: host:port",
        rejection(Map.of("PAPILIO_TOKEN", "secret"), "compliance", "--target", "nowhere"));
  }

  @Test
  void typedTokenIsWarnedOfSinceTheListOfProcessesShowsIt() {
    String said = rejection(Map.of(), "compliance", "--token=secret", "--target=nowhere");
    assertTrue(
        said.startsWith(
            "warning: all users of this machine can see --token in its list of processes; give"
                + " PAPILIO_TOKEN instead\n"),
        said);
  }

  @Test
  void absentPluginIsRejected() {
    assertStarts(
        "--plugin: absent.jar (expected: an existing jar or folder)",
        rejection(Map.of(), "serve", "--plugin", "absent.jar"));
  }

  @ParameterizedTest
  @CsvSource({"clone, --directory", "train-expert, --directory", "demonstrate, --out"})
  void directoryInUseIsRejected(String name, String option) throws IOException {
    Path run = Files.createDirectories(directory.resolve("test/run-v0"));
    try (FileChannel other =
        FileChannel.open(
            run.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      other.lock();
      assertStarts(
          run + ": in use by another process (expected: one process at a time)",
          rejection(Map.of(), name, "--env", "LqrCliff-v0", option, run.toString()));
    }
  }

  @Test
  void directoryThatCannotBeCreatedIsNamed() throws IOException {
    Path run = Path.of(file("a file")).resolve("run");
    assertStarts(
        run + ": Not a directory (expected: a path that can be written)",
        rejection(Map.of(), "clone", "--env", "LqrCliff-v0", "--directory", run.toString()));
  }
}
