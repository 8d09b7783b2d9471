package io.papilio.cli.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.Reason;
import io.papilio.core.settings.Setting;
import io.papilio.core.validation.InvalidValueException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class ErrorReporterTest {
  private record Config(@Setting("episodes") int maxEpisodes) {}

  @CommandLine.Command(name = "fly")
  private static final class Fly implements RecordOptions.Configured, RecordOptions.Variables {
    @Override
    public Record defaults() {
      return new Config(5);
    }

    @Override
    public Map<String, String> variables() {
      return Map.of();
    }
  }

  private final StringWriter err = new StringWriter();

  private int report(Exception failure) {
    CommandLine command = new CommandLine(new Fly());
    RecordOptions.addTo(command);
    command.setErr(new PrintWriter(err, true));
    return ErrorReporter.onFailure(failure, command, null);
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(
            new InvalidValueException("max_episodes", 0, "> 0"),
            ErrorReporter.WRONG_INPUT,
            "--max-episodes: 0 (expected: > 0); see fly --help"),
        Arguments.of(
            new InvalidValueException("maxEpisodes", 0, "> 0"),
            ErrorReporter.WRONG_INPUT,
            "--max-episodes: 0 (expected: > 0); see fly --help"),
        Arguments.of(
            new InvalidValueException("max_episodes", 0, "> 0").within("run/config.json"),
            ErrorReporter.WRONG_INPUT,
            "run/config.json: max_episodes: 0 (expected: > 0); see fly --help"),
        Arguments.of(
            InvalidValueException.received("max_episodes", "max_episodes: 0 (expected: > 0)"),
            ErrorReporter.WRONG_INPUT,
            "max_episodes: 0 (expected: > 0); see fly --help"),
        Arguments.of(
            EnvironmentException.of(Reason.UNKNOWN_ENVIRONMENT, "environment id: X"),
            ErrorReporter.WRONG_INPUT,
            "environment id: X; see fly --help"),
        Arguments.of(
            EnvironmentException.of(Reason.UNAVAILABLE, "cannot reach host:1"),
            ErrorReporter.FAILED,
            "cannot reach host:1"),
        Arguments.of(
            EnvironmentException.of(Reason.SIMULATION_FAILED, "Broken-v0, step 5: reward: NaN"),
            ErrorReporter.FAILED,
            "Broken-v0, step 5: reward: NaN"),
        Arguments.of(
            new UncheckedIOException(new IOException("No space left on device")),
            ErrorReporter.FAILED,
            "cannot read or write files: No space left on device"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void failureIsOneLineAndAnExitCode(Exception failure, int code, String line) {
    assertEquals(code, report(failure));
    assertEquals("papilio: " + line, err.toString().strip());
  }

  @Test
  void internalErrorHasItsStackTrace() {
    assertEquals(ErrorReporter.FAILED, report(new IllegalStateException("a bug")));
    String text = err.toString();
    assertTrue(text.startsWith("papilio: internal error, please report:"), text);
    assertTrue(text.contains("IllegalStateException: a bug"), text);
    assertTrue(text.contains("\tat " + ErrorReporterTest.class.getName()), text);
  }
}
