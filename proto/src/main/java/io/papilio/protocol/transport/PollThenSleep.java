package io.papilio.protocol.transport;

import io.grpc.netty.shaded.io.netty.channel.SelectStrategy;
import io.grpc.netty.shaded.io.netty.util.IntSupplier;

/**
 * How an event loop waits: where the next event is likely to be near, it polls before it sleeps,
 * since waking a sleeping core takes longer than a lone step's whole exchange. It yields its core
 * to whoever can use it meanwhile. After a longer wait it sleeps at once, so an idle connection and
 * one with long steps cost nothing.
 */
final class PollThenSleep implements SelectStrategy {
  /** Longer than the exchange of a lone step of any MuJoCo environment. */
  private static final long POLL_NANOS = 250_000;

  /** When the loop ran out of work, or 0 while it has some. */
  private long idleSince;

  /** When it went to sleep, or 0 if it did not since it last ran out of work. */
  private long asleepSince;

  private boolean nextIsNear;

  @Override
  public int calculateStrategy(IntSupplier readyNow, boolean hasTasks) throws Exception {
    int ready = readyNow.get();
    if (ready > 0 || hasTasks) {
      idleSince = 0;
      return ready;
    }
    long now = System.nanoTime();
    if (idleSince == 0) {
      idleSince = now;
      if (asleepSince != 0) {
        // Asleep and at work on what came; a lone step's work is as short as the wait.
        nextIsNear = now - asleepSince < POLL_NANOS;
        asleepSince = 0;
      }
    }
    if (nextIsNear && now - idleSince < POLL_NANOS) {
      Thread.yield();
      return CONTINUE;
    }
    nextIsNear = false;
    idleSince = 0;
    asleepSince = now;
    return SELECT;
  }
}
