package io.papilio.envserver.grpc;

import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.Reason;

/** Counts what all sessions together hold; 0 means no limit. Safe for use by several threads. */
final class Capacity {
  private final String name;
  private final long limit;
  private long held;

  /**
   * A counter.
   *
   * @param name what is counted, for messages
   */
  Capacity(String name, long limit) {
    this.name = name;
    this.limit = limit;
  }

  /**
   * Takes all or nothing.
   *
   * @throws EnvironmentException CAPACITY_EXCEEDED
   */
  synchronized void acquire(long count) {
    long wanted = Math.addExact(held, count);
    if (limit > 0 && wanted > limit) {
      throw EnvironmentException.of(
          Reason.CAPACITY_EXCEEDED, name + ": " + wanted + " (expected: at most " + limit + ")");
    }
    held = wanted;
  }

  synchronized void release(long count) {
    held -= count;
  }
}
