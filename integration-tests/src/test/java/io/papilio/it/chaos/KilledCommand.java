package io.papilio.it.chaos;

import io.papilio.it.process.ChildProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A command that is killed at random moments, repeated each time, and compared with itself left in
 * peace.
 *
 * @param words the command and its options, without the directory
 * @param output the option that names the directory
 */
record KilledCommand(List<String> words, String output) {
  private static final List<String> JVM = ChildProcess.JVM;

  private static final int ORPHAN_SECONDS = 60;

  static KilledCommand of(String output, String... words) {
    return new KilledCommand(List.of(words), output);
  }

  @Override
  public String toString() {
    return words.get(0);
  }

  /**
   * Kills the command so many times, in as many runs as it takes.
   *
   * @param scratch an empty directory
   */
  void assertSurvives(int kills, long seed, Path scratch) throws Exception {
    System.out.printf("%s: %d kills with seed %d%n", this, kills, seed);
    Random moments = new Random(seed);
    // Directories of the same name, which is that of a data set.
    Path whole = scratch.resolve("whole/data/set-v0");
    long start = System.nanoTime();
    ChildProcess.assertEnds(start(whole), toString(), errors(whole));
    long duration = System.nanoTime() - start;
    OutputFiles expected = OutputFiles.in(whole);
    for (int killed = 0; killed < kills; ) {
      Path run = scratch.resolve("run/data/set-v0");
      boolean ended = false;
      while (!ended) {
        Process process = start(run);
        long moment = (long) (moments.nextDouble() * duration);
        ended = killed == kills || process.waitFor(moment, TimeUnit.NANOSECONDS);
        if (ended) {
          ChildProcess.assertEnds(process, toString(), errors(run));
        } else {
          kill(process, moments.nextBoolean());
          killed++;
        }
      }
      expected.assertSame(OutputFiles.in(run), "seed " + seed + ", after " + killed + " kills");
      OutputFiles.delete(run);
    }
  }

  private Process start(Path run) throws IOException {
    List<String> options = new ArrayList<>(words.subList(1, words.size()));
    options.add(output + "=" + run);
    Process process = ChildProcess.start(errors(run), JVM, words.get(0), options);
    // A thread, so that a full pipe never stops it.
    Thread reader = new Thread(() -> drain(process));
    reader.setDaemon(true);
    reader.start();
    return process;
  }

  private static void drain(Process process) {
    try {
      process.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException killed) {
      // Nothing is left to read.
    }
  }

  private static Path errors(Path run) throws IOException {
    return Files.createDirectories(run.getParent()).resolve("errors.txt");
  }

  /**
   * @param all also the processes that it has started; otherwise these must end by themselves
   */
  private static void kill(Process process, boolean all) throws Exception {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly().waitFor();
    for (ProcessHandle child : children) {
      if (all) {
        child.destroyForcibly();
      }
      child.onExit().get(ORPHAN_SECONDS, TimeUnit.SECONDS);
    }
  }
}
