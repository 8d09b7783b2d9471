package io.papilio.it.architecture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The default tier stays affordable: the processor time of this build so far, that of its test
 * processes and of the Python and TypeScript tests included, in units of sorting some numbers on
 * the same machine. So neither a slow machine nor a busy one matters. A build of few modules is
 * always below.
 */
class TierBudgetTest {
  private static final double MOST_SORTS = 1_900;
  private static final int SORTED = 4_000_000;

  /** Of a second: USER_HZ, which is 100 on all Linux machines. */
  private static final double TICK_SECONDS = 0.01;

  @Test
  void defaultTierStaysWithinItsProcessorTime() throws IOException {
    boolean nightly = System.getProperty("papilio.tier", "").equals("nightly");
    double sorts = buildSeconds() / sortSeconds();
    System.out.printf("processor time of the build: %.0f sorts%n", sorts);
    assertTrue(
        nightly || sorts < MOST_SORTS,
        "processor time: " + Math.round(sorts) + " sorts (expected: < " + MOST_SORTS + ")");
  }

  /** Processor time of Maven's process and of all its children that have ended. */
  private static double buildSeconds() throws IOException {
    Optional<ProcessHandle> ancestor = ProcessHandle.current().parent();
    long maven = -1;
    while (ancestor.isPresent()) {
      if (ancestor.get().info().command().orElse("").endsWith("/java")) {
        maven = ancestor.get().pid();
      }
      ancestor = ancestor.get().parent();
    }
    if (maven < 0) {
      return 0;
    }
    String stat = Files.readString(Path.of("/proc/" + maven + "/stat"));
    // proc(5): after the name in parentheses, fields 3 and up; 14 to 17 are the four times.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Arrays.stream(fields, 11, 15).mapToLong(Long::parseLong).sum() * TICK_SECONDS;
  }

  /** The best of five. */
  private static double sortSeconds() {
    double best = Double.POSITIVE_INFINITY;
    for (int round = 0; round < 5; round++) {
      int[] numbers = new Random(1).ints(SORTED).toArray();
      long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      Arrays.sort(numbers);
      long after = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      best = Math.min(best, (after - before) / 1e9);
    }
    return best;
  }
}
