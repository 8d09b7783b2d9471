package io.papilio.protocol.reconnect;

import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.Reason;
import io.papilio.core.rollout.RolloutSource;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** A connection that is made again when it is lost. */
final class Reconnection implements AutoCloseable {
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;

  private final Supplier<RolloutSource> connect;
  private final Duration patience;
  private final Consumer<String> say;
  private final String description;
  private Optional<RolloutSource> source = Optional.empty();

  /** Those of the first connection, for good; empty before it. */
  private Optional<Map<String, String>> libraries = Optional.empty();

  /** Whether nothing has succeeded since the connection was lost. */
  private boolean lost;

  /** Whether people have read that it was lost, and not yet that there is one again. */
  private boolean told;

  Reconnection(Supplier<RolloutSource> connect, Duration patience, Consumer<String> say) {
    this.connect = connect;
    this.patience = patience;
    this.say = say;
    description = call(RolloutSource::describe);
  }

  /**
   * Executes work that may be repeated, until it succeeds or fails for another reason than a lost
   * connection.
   *
   * @throws EnvironmentException UNAVAILABLE when there was no server for too long
   */
  <T> T call(Function<RolloutSource, T> work) {
    Optional<Long> began = Optional.empty();
    long pause = FIRST_PAUSE_MILLIS;
    while (true) {
      Optional<RolloutSource> used = Optional.empty();
      try {
        used = Optional.of(connected());
        T result = work.apply(used.get());
        found(used.get());
        return result;
      } catch (EnvironmentException e) {
        if (!isLoss(e)) {
          throw e;
        }
        lose(used, e);
        began = began.or(() -> Optional.of(System.nanoTime()));
        if (System.nanoTime() - began.get() >= patience.toNanos() || !slept(pause)) {
          String gaveUp = e.getMessage() + "; no server for " + patience.toSeconds() + " s";
          throw EnvironmentException.of(Reason.UNAVAILABLE, gaveUp, e);
        }
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      }
    }
  }

  /** Gives up a connection, unless there is a newer one, and says so. */
  synchronized void lose(Optional<RolloutSource> broken, EnvironmentException why) {
    lost = true;
    if (broken.isPresent() && source.equals(broken)) {
      source = Optional.empty();
      broken.get().close();
    }
    if (!told) {
      told = true;
      say.accept(why.getMessage() + "; waiting up to " + patience.toSeconds() + " s");
    }
  }

  /** Something on a connection succeeded; said if it is the first since one was lost. */
  synchronized void found(RolloutSource used) {
    if (source.equals(Optional.of(used))) {
      lost = false;
      if (told) {
        told = false;
        say.accept("continues on " + used.describe());
      }
    }
  }

  synchronized Map<String, String> libraries() {
    return libraries.orElseThrow();
  }

  /** Of the first connection. */
  String describe() {
    return description;
  }

  @Override
  public synchronized void close() {
    source.ifPresent(RolloutSource::close);
  }

  private synchronized RolloutSource connected() {
    if (source.isEmpty()) {
      RolloutSource next = connect.get();
      Map<String, String> wanted = libraries.orElse(next.libraries());
      if (!next.libraries().equals(wanted)) {
        next.close();
        // Perhaps the right one comes back.
        throw EnvironmentException.of(
            Reason.UNAVAILABLE,
            next.describe() + " runs " + next.libraries() + " (expected: " + wanted + ")");
      }
      libraries = Optional.of(wanted);
      source = Optional.of(next);
    }
    return source.get();
  }

  /** A server may be full until it notices that the client's former session is gone. */
  private synchronized boolean isLoss(EnvironmentException e) {
    return e.reason() == Reason.UNAVAILABLE || (lost && e.reason() == Reason.CAPACITY_EXCEEDED);
  }

  private static boolean slept(long millis) {
    try {
      Thread.sleep(millis);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
