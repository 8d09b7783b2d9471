package io.papilio.core.vector;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Runs a body for 0 to n - 1, in order or on all cores, whichever is faster. The body must not
 * throw, and its calls must not depend on each other, so that the choice never shows in the result.
 */
final class RowScheduler {
  /** Handing work to other cores and waiting for them costs some 20 microseconds. */
  private static final long WORTH_SHARING_NANOS = 100_000;

  /** The first rounds run in order, to learn the time of compiled code. */
  private static final int TRIAL_ROUNDS = 32;

  private final int size;
  private int trials;
  private long fastestNanos = Long.MAX_VALUE;

  RowScheduler(int size) {
    this.size = size;
  }

  void forEach(IntConsumer body) {
    if (size > 1 && trials >= TRIAL_ROUNDS && fastestNanos > WORTH_SHARING_NANOS) {
      // The common pool has one thread per core and is shared, so sessions cannot oversubscribe it.
      IntStream.range(0, size).parallel().forEach(body);
      return;
    }
    long begin = System.nanoTime();
    IntStream.range(0, size).forEach(body);
    if (trials < TRIAL_ROUNDS) {
      trials++;
      fastestNanos = Math.min(fastestNanos, System.nanoTime() - begin);
    }
  }
}
