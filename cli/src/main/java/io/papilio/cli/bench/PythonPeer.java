package io.papilio.cli.bench;

import io.papilio.core.env.EnvironmentUnavailableException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A script of {@code bench/} that works piece by piece, when asked: it reads one line and answers
 * with one line. Its libraries lie in a virtual environment under {@code target/}, which the first
 * use installs.
 */
final class PythonPeer implements AutoCloseable {
  private final String script;
  private final Process process;
  private final BufferedWriter toPeer;
  private final BufferedReader fromPeer;

  private PythonPeer(String script, Process process) {
    this.script = script;
    this.process = process;
    toPeer = process.outputWriter();
    fromPeer = process.inputReader();
  }

  /** Starts a script with arguments. */
  static PythonPeer start(Path home, String script, List<String> arguments, Consumer<String> say) {
    Path python = home.resolve("target/bench/bin/python");
    Path installed = home.resolve("target/bench/installed");
    try {
      if (Files.notExists(installed)) {
        say.accept("installing bench/requirements.txt into target/bench, some minutes");
        run(List.of("python3", "-m", "venv", "" + home.resolve("target/bench")));
        String requirements = "" + home.resolve("bench/requirements.txt");
        run(List.of("" + python, "-m", "pip", "install", "--quiet", "-r", requirements));
        Files.createFile(installed);
      }
      List<String> command =
          new ArrayList<>(List.of("" + python, "" + home.resolve("bench").resolve(script)));
      command.addAll(arguments);
      return new PythonPeer(script, start(command));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next line that the script writes by itself. */
  String read() {
    try {
      String line = fromPeer.readLine();
      if (line == null) {
        throw new EnvironmentUnavailableException(
            "bench/" + script + ": ended (expected: an answer; its errors are above)");
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks, and waits for the answer. */
  String ask(String question) {
    try {
      toPeer.write(question + "\n");
      toPeer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read();
  }

  private static Process start(List<String> command) throws IOException {
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static void run(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + ": exit code " + process.exitValue());
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException(String.join(" ", command) + ": interrupted", e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
