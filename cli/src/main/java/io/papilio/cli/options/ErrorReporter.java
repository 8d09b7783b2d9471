package io.papilio.cli.options;

import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.Reason;
import io.papilio.core.rollout.RunInterruptedException;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.envserver.mujoco.MujocoException;
import io.papilio.learner.optimizer.TrainingDivergedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into one line on standard error and an exit code. */
public final class ErrorReporter {
  public static final int FAILED = 1;
  public static final int WRONG_INPUT = 2;
  public static final int INTERRUPTED = 130;

  private ErrorReporter() {}

  public static int onBadArguments(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    print(command, words(failure));
    return WRONG_INPUT;
  }

  public static int onFailure(Exception failure, CommandLine command, ParseResult parsed) {
    if (failure instanceof RunInterruptedException) {
      print(command, failure.getMessage());
      return INTERRUPTED;
    }
    if (failure instanceof InvalidValueException e) {
      print(command, asTyped(command, e).getMessage() + hint(command));
      return WRONG_INPUT;
    }
    if (failure instanceof EnvironmentException e && e.reason() == Reason.UNKNOWN_ENVIRONMENT) {
      print(command, e.getMessage() + hint(command));
      return WRONG_INPUT;
    }
    if (failure instanceof EnvironmentException
        || failure instanceof MujocoException
        || failure instanceof TrainingDivergedException) {
      print(command, failure.getMessage());
      return FAILED;
    }
    if (failure instanceof InvalidPathException path) {
      String expected = " (expected: characters that this machine's locale allows in a path)";
      print(command, path.getInput() + ": " + path.getReason() + expected + hint(command));
      return WRONG_INPUT;
    }
    Throwable cause = failure instanceof UncheckedIOException ? failure.getCause() : failure;
    if (cause instanceof FileSystemException io) {
      print(command, FileProblem.describe(io) + hint(command));
      return WRONG_INPUT;
    }
    if (cause instanceof IOException) {
      print(command, "cannot read or write files: " + cause.getMessage());
      return FAILED;
    }
    print(command, "internal error, please report:");
    failure.printStackTrace(command.getErr());
    return FAILED;
  }

  /** Running out of memory is not a bug: the settings need more than the JVM may use. */
  public static int onMissingMemory(CommandLine command, OutOfMemoryError failure) {
    long megabytes = Runtime.getRuntime().maxMemory() >> 20;
    print(
        command,
        "out of memory at "
            + megabytes
            + " MB ("
            + failure.getMessage()
            + "); allow more with PAPILIO_JAVA_OPTIONS=-Xmx12g");
    return FAILED;
  }

  /** Names a setting as it is typed: {@code --width: -1}, not {@code width: -1}. */
  private static InvalidValueException asTyped(CommandLine command, InvalidValueException e) {
    // What a server rejected has no parts, and what stands in a file is no option.
    if (e.place().isEmpty()
        && !e.expected().isEmpty()
        && command.getCommand() instanceof RecordOptions.Configured configured) {
      return RecordOptions.place(command.getCommandSpec(), configured.defaults(), e.subject())
          .map(place -> new InvalidValueException(place, e.actual(), e.expected()))
          .orElse(e);
    }
    return e;
  }

  private static String words(ParameterException failure) {
    CommandLine command = failure.getCommandLine();
    String expected = "see " + command.getCommandSpec().qualifiedName() + " --help";
    if (failure instanceof CommandLine.UnmatchedArgumentException unmatched) {
      String nearest =
          unmatched.getSuggestions().isEmpty()
              ? expected
              : "perhaps " + String.join(" or ", unmatched.getSuggestions()) + "; " + expected;
      return "argument: "
          + String.join(" ", unmatched.getUnmatched())
          + " (expected: "
          + nearest
          + ")";
    }
    if (failure instanceof CommandLine.MissingParameterException missing
        && !missing.getMissing().isEmpty()) {
      return missing.getMissing().get(0).paramLabel() + ": nothing (expected: " + expected + ")";
    }
    return "arguments: " + failure.getMessage() + " (expected: " + expected + ")";
  }

  private static String hint(CommandLine command) {
    return "; see " + command.getCommandSpec().qualifiedName() + " --help";
  }

  public static void print(CommandLine command, String line) {
    command.getErr().println("papilio: " + line.replace('\n', ' '));
  }
}
