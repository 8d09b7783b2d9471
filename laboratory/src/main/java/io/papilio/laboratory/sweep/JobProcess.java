package io.papilio.laboratory.sweep;

import io.papilio.core.validation.Require;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A job that runs. Its standard input is a pipe from this process: when that ends, because this
 * process asks it to stop or has itself ended in whatever way, the job saves a checkpoint and ends.
 */
final class JobProcess {
  private final Job job;
  private final Process process;
  private final Path log;

  private JobProcess(Job job, Process process, Path log) {
    this.job = job;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a job.
   *
   * @param program the words before those of the command
   * @param log takes what the job prints
   */
  static JobProcess start(Job job, List<String> program, Path log) {
    Require.that(!program.isEmpty(), "program", "none", "at least one word");
    List<String> words = new ArrayList<>(program);
    words.addAll(job.words());
    try {
      Files.createDirectories(log.getParent());
      Process process =
          new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile()).start();
      return new JobProcess(job, process, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Job job() {
    return job;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Of a job that has ended. */
  int exitCode() {
    return process.exitValue();
  }

  /** Asks the job to save a checkpoint and end. */
  void stop() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The last line that the job printed, and where the others are. */
  String lastWords() {
    try {
      String line = "";
      for (String next : Files.readAllLines(log)) {
        line = next.isBlank() ? line : next.strip();
      }
      return line + "; log: " + log;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
