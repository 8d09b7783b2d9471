package io.papilio.cli.bench.peer;

import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.Reason;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A script of {@code bench/} that works piece by piece, when asked: it reads one line and answers
 * with one line. Its libraries lie in a virtual environment under {@code target/bench/}, which the
 * first use installs.
 */
public final class PythonPeer implements AutoCloseable {
  private static final int CLOSE_SECONDS = 10;

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

  /**
   * The libraries of scripts, installed into {@code target/bench/REQUIRED}.
   *
   * @param required {@code bench/REQUIRED.txt}, for pip
   * @param optional the same of libraries that a script can do without
   */
  public record Libraries(String required, List<String> optional) {}

  /** Starts a script with arguments. */
  public static PythonPeer start(
      Path home, Libraries libraries, String script, List<String> arguments, Consumer<String> say) {
    Path directory = home.resolve("target/bench").resolve(libraries.required);
    Path python = directory.resolve("bin/python");
    Path installed = directory.resolve("installed");
    try {
      if (Files.notExists(installed)) {
        install(home, libraries, directory, say);
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
  public String read() {
    try {
      String line = fromPeer.readLine();
      if (line == null) {
        throw EnvironmentException.of(
            Reason.UNAVAILABLE,
            "bench/" + script + " ended without an answer; see its errors above");
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks, and waits for the answer. */
  public String ask(String question) {
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

  private static void install(Path home, Libraries libraries, Path directory, Consumer<String> say)
      throws IOException {
    String required = "bench/" + libraries.required + ".txt";
    say.accept("installing " + required + " into target/bench, some minutes");
    List<String> pip =
        List.of("" + directory.resolve("bin/python"), "-m", "pip", "install", "--quiet", "-r");
    boolean installed =
        succeeds(List.of("python3", "-m", "venv", "" + directory))
            && succeeds(pip, home.resolve(required));
    if (!installed) {
      throw EnvironmentException.of(
          Reason.UNAVAILABLE, "cannot install " + required + "; see pip's errors above");
    }
    for (String name : libraries.optional) {
      String file = "bench/" + name + ".txt";
      if (!succeeds(pip, home.resolve(file))) {
        say.accept(
            file
                + ": not installed; the script measures what is like it (to try again, delete"
                + " target/bench)");
      }
    }
  }

  private static boolean succeeds(List<String> command, Path file) throws IOException {
    return succeeds(Stream.concat(command.stream(), Stream.of("" + file)).toList());
  }

  private static boolean succeeds(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return process.waitFor() == 0;
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException(String.join(" ", command) + ": interrupted", e);
    }
  }

  /** Ends the script, which gets the end of its input and some time to free what it holds. */
  @Override
  public void close() {
    try {
      toPeer.close();
      if (!process.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        process.destroy();
      }
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }
}
