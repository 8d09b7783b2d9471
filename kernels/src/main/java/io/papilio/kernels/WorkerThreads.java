package io.papilio.kernels;

import io.papilio.core.validation.Require;
import java.util.function.IntConsumer;

/**
 * The threads of a training step. Their number is the system property {@code papilio.threads}, or
 * 1, so that several runs share the cores. Results do not depend on it.
 */
public final class WorkerThreads {
  private static final ThreadTeam TEAM = new ThreadTeam();

  private static volatile int count =
      Require.positive(Integer.getInteger("papilio.threads", 1), "papilio.threads");

  private WorkerThreads() {}

  public static int count() {
    return count;
  }

  /** Changes the number. */
  public static void set(int count) {
    WorkerThreads.count = Require.positive(count, "threads");
  }

  /**
   * Runs the parts 0 to {@code parts} - 1, which share nothing, and returns when all have ended.
   * Parts of a part, and those of a second caller, run on their caller's thread alone.
   */
  public static void run(int parts, IntConsumer part) {
    int helpers = Math.min(parts, count) - 1;
    if (helpers <= 0 || !TEAM.tryRun(parts, part, helpers)) {
      for (int i = 0; i < parts; i++) {
        part.accept(i);
      }
    }
  }

  /** Runs two tasks that share nothing, and returns when both have ended. */
  public static void run(Runnable one, Runnable other) {
    run(2, i -> (i == 0 ? one : other).run());
  }

  /** Part of a range. */
  @FunctionalInterface
  public interface Slice {
    void run(int from, int to);
  }

  /**
   * Runs the indices 0 to {@code size} - 1 in one slice for each thread.
   *
   * @param unit slices begin at multiples of it
   */
  public static void slice(int size, int unit, Slice slice) {
    int units = Math.max(1, (size + unit - 1) / unit);
    int length = (units + count - 1) / count * unit;
    run((size + length - 1) / length, i -> slice.run(i * length, Math.min(size, (i + 1) * length)));
  }
}
