package io.papilio.envserver.grpc;

import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.Reason;
import java.util.Optional;

/** Counts what some sessions together hold; 0 means no limit. Safe for use by several threads. */
final class Capacity {
  private final String name;
  private final long limit;
  private final Optional<Capacity> whole;
  private long held;

  /**
   * A counter.
   *
   * @param name what is counted, for messages
   */
  Capacity(String name, long limit) {
    this(name, limit, Optional.empty());
  }

  private Capacity(String name, long limit, Optional<Capacity> whole) {
    this.name = name;
    this.limit = limit;
    this.whole = whole;
  }

  /**
   * Counts a part of this, which has a limit of its own.
   *
   * @param owner of the part, for messages
   */
  Capacity part(String owner, long partLimit) {
    return new Capacity(name + " of " + owner, partLimit, Optional.of(this));
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
    whole.ifPresent(all -> all.acquire(count));
    held = wanted;
  }

  synchronized void release(long count) {
    held -= count;
    whole.ifPresent(all -> all.release(count));
  }

  synchronized boolean isEmpty() {
    return held == 0;
  }
}
