package io.papilio.cli.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * How many cores other programs used since it was made, by Linux's {@code /proc/stat}: a round that
 * they disturbed says nothing about the sides.
 */
public final class ForeignLoad {
  private static final double TOLERATED_CORES = 0.1;

  /** One hundredth of a second each, as on all usual kernels. */
  private static final double TICKS_PER_SECOND = 100;

  private final long start = System.nanoTime();
  private final double machine = machineSeconds();
  private final double own = ownSeconds();

  public boolean isTolerable() {
    double foreign = machineSeconds() - machine - (ownSeconds() - own);
    return foreign / ((System.nanoTime() - start) / 1e9) < TOLERATED_CORES;
  }

  private static double machineSeconds() {
    try {
      // cpu user nice system idle iowait irq softirq steal
      String[] ticks = Files.readAllLines(Path.of("/proc/stat")).get(0).split(" +");
      double busy = 0;
      for (int column : new int[] {1, 2, 3, 6, 7, 8}) {
        busy += Double.parseDouble(ticks[column]);
      }
      return busy / TICKS_PER_SECOND;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of this process and all that it has started and that still run. */
  private static double ownSeconds() {
    return Stream.concat(Stream.of(ProcessHandle.current()), ProcessHandle.current().descendants())
        .mapToDouble(p -> p.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9)
        .sum();
  }
}
