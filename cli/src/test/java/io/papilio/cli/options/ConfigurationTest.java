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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options, variables and files: which counts, and that a refusal names where the value stands. */
class ConfigurationTest {
  @TempDir private Path directory;

  /** The line on standard error of a command that is refused. */
  private static String refusal(Map<String, String> variables, String... words) {
    StringWriter err = new StringWriter();
    int code =
        Papilio.run(new PrintWriter(new StringWriter()), new PrintWriter(err), variables, words);
    assertEquals(ErrorReporter.WRONG_INPUT, code, err.toString());
    return err.toString().strip();
  }

  private Path file(String line) throws IOException {
    return Files.writeString(directory.resolve("serve.properties"), line);
  }

  private static void assertStarts(String start, String line) {
    assertTrue(line.startsWith("papilio: " + start), line);
  }

  @Test
  void badVariableIsNamed() {
    assertStarts(
        "PAPILIO_PORT: 70000 (expected: 0 to 65535)",
        refusal(Map.of("PAPILIO_PORT", "70000"), "serve"));
    assertStarts(
        "PAPILIO_MAX_SESSIONS: -1 (expected: >= 0)",
        refusal(Map.of("PAPILIO_MAX_SESSIONS", "-1"), "serve"));
  }

  @Test
  void badLineOfTheFileIsNamed() throws IOException {
    Path file = file("max-sessions = many");
    assertStarts(
        file + ": max-sessions: many (expected: an integer)",
        refusal(Map.of(), "serve", "--config", file.toString()));
    assertStarts(
        file + ": max-sessions: many (expected: an integer)",
        refusal(Map.of("PAPILIO_CONFIG", file.toString()), "serve"));
  }

  @Test
  void unknownLineOfTheFileIsNamed() throws IOException {
    Path file = file("prot = 1");
    assertStarts(
        file + ": prot: unknown (expected: one of [host, port, ",
        refusal(Map.of(), "serve", "--config", file.toString()));
  }

  @Test
  void optionCountsBeforeVariableAndVariableBeforeFile() throws IOException {
    String file = file("port = 70001").toString();
    Map<String, String> variables = Map.of("PAPILIO_PORT", "70002");
    assertStarts(
        "--port: 70003 ", refusal(variables, "serve", "--config", file, "--port", "70003"));
    assertStarts("PAPILIO_PORT: 70002 ", refusal(variables, "serve", "--config", file));
  }

  @Test
  void variablesThatNoCommandReadsAreNamedAndNotRefused() throws IOException {
    Map<String, String> variables = new HashMap<>();
    List.of("PAPILIO_TOTAL_STEP", "PAPILIO_DEBUG", "PAPILIO_TOKN", "PAPILIO_PORT", "PAPER")
        .forEach(name -> variables.put(name, "70004"));
    for (String known : List.of("CONFIG", "HOME", "JAR", "JAVA_OPTIONS", "TARGET", "TOTAL_STEPS")) {
      variables.put("PAPILIO_" + known, file("port = 1").toString());
    }
    List<String> lines = refusal(variables, "serve").lines().toList();
    assertEquals(
        List.of(
            "papilio: PAPILIO_DEBUG: not read (expected: PAPILIO_ and the name of an option, for"
                + " example PAPILIO_MAX_SESSIONS)",
            "papilio: PAPILIO_TOKN: not read (expected: PAPILIO_TOKEN)",
            "papilio: PAPILIO_TOTAL_STEP: not read (expected: PAPILIO_TOTAL_STEPS)"),
        lines.subList(0, 3));
    assertStarts("PAPILIO_PORT: 70004 ", lines.get(3));
    assertEquals(4, lines.size());
  }

  @Test
  void tokenOfTheServerReachesTheOtherCommandsAsAVariable() {
    assertStarts(
        "--target: nowhere (expected: host:port",
        refusal(Map.of("PAPILIO_TOKEN", "secret"), "compliance", "--target", "nowhere"));
  }

  @Test
  void absentPluginIsRefused() {
    assertStarts(
        "--plugin: absent.jar (expected: an existing jar or folder)",
        refusal(Map.of(), "serve", "--plugin", "absent.jar"));
  }

  @ParameterizedTest
  @CsvSource({"clone, --directory", "train-expert, --directory", "demonstrate, --out"})
  void directoryInUseIsRejected(String name, String option) throws IOException {
    Path run = Files.createDirectory(directory.resolve("run"));
    try (FileChannel other =
        FileChannel.open(
            run.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      other.lock();
      assertStarts(
          run + ": in use by another process (expected: one process at a time)",
          refusal(Map.of(), name, "--env", "LqrCliff-v0", option, run.toString()));
    }
  }

  @Test
  void directoryThatCannotBeCreatedIsNamed() throws IOException {
    Path run = file("a file").resolve("run");
    assertStarts(
        run + ": Not a directory (expected: a path that can be written)",
        refusal(Map.of(), "clone", "--env", "LqrCliff-v0", "--directory", run.toString()));
  }
}
