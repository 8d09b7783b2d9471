package io.papilio.envserver.grpc;

import io.papilio.core.env.CapacityExceededException;

/** Counts what all sessions together hold; 0 means no limit. Safe for use by several threads. */
final class Capacity {
  private final String name;
  private final int limit;
  private int held;

  /**
   * A counter.
   *
   * @param name what is counted, for messages
   */
  Capacity(String name, int limit) {
    this.name = name;
    this.limit = limit;
  }

  /**
   * Takes all or nothing.
   *
   * @throws CapacityExceededException {@code sessions: 65 (expected: at most 64)}
   */
  synchronized void acquire(int count) {
    long wanted = (long) held + count;
    if (limit > 0 && wanted > limit) {
      throw new CapacityExceededException(
          name + ": " + wanted + " (expected: at most " + limit + ")");
    }
    held = Math.toIntExact(wanted);
  }

  synchronized void release(int count) {
    held -= count;
  }
}
