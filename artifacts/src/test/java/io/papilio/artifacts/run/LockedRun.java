package io.papilio.artifacts.run;

import java.io.IOException;
import java.nio.file.Path;

/** A process that holds a run's directory until its standard input ends. */
final class LockedRun {
  private LockedRun() {}

  public static void main(String[] arguments) throws IOException {
    try (RunLock lock = RunLock.acquire(Path.of(arguments[0]))) {
      System.out.println("locked");
      while (System.in.read() >= 0) {
        // Waits.
      }
    }
  }

  static Process start(Path directory) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockedRun.class.getName(),
                directory.toString())
            .start();
    if (!"locked".equals(process.inputReader().readLine())) {
      throw new IOException("the process did not lock " + directory);
    }
    return process;
  }
}
