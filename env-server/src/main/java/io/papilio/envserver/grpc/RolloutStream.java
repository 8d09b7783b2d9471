package io.papilio.envserver.grpc;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.papilio.core.rollout.EpisodeChunk;
import io.papilio.core.rollout.EpisodeGroup;
import io.papilio.core.space.DType;
import io.papilio.protocol.codec.RolloutCodec;
import io.papilio.protocol.v1.RolloutResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A rollout on its stream. Its groups of environments advance on the threads of a pool, in turns
 * with those of other rollouts; while the client does not take what was sent, they wait without a
 * thread, so that a client which does not read cannot fill the memory.
 */
final class RolloutStream {
  /** A group lets others have its thread after so long. */
  private static final long TURN_NANOS = 5_000_000;

  private final ServerCallStreamObserver<RolloutResponse> responses;
  private final CallCancellation attention;
  private final Executor pool;
  private final LongSupplier nanoClock;
  private final Runnable free;
  private final Consumer<Status> onEnd;

  /** Groups that wait for the client. */
  private final List<EpisodeGroup> waiting = new ArrayList<>();

  /** Groups that are on the pool, and one for the call that sets the rollout up. */
  private int running = 1;

  private Chunks chunks;

  /** Why the stream ends; null as long as it does not. */
  private Throwable failure;

  private Status end;
  private volatile long lastProgressNanos;

  /** What every chunk repeats, and how its floats are sent. */
  record Chunks(String policyId, long policyVersion, Optional<DType> rounding) {}

  /**
   * The stream of the call that is being set up on this thread.
   *
   * @param free run once, when nothing runs any more and before the client learns of the end
   * @param onEnd run once after it
   */
  RolloutStream(
      ServerCallStreamObserver<RolloutResponse> responses,
      CallCancellation attention,
      Executor pool,
      LongSupplier nanoClock,
      Runnable free,
      Consumer<Status> onEnd) {
    this.responses = responses;
    this.attention = attention;
    this.pool = pool;
    this.nanoClock = nanoClock;
    this.free = free;
    this.onEnd = onEnd;
    lastProgressNanos = nanoClock.getAsLong();
    responses.setOnReadyHandler(this::resume);
    responses.setOnCancelHandler(() -> stop(Status.CANCELLED));
  }

  /** Sends the first response and lets the groups run, which ends the setting up. */
  synchronized void start(RolloutResponse first, Chunks how, List<EpisodeGroup> groups) {
    if (end == null) {
      chunks = how;
      responses.onNext(first);
      groups.forEach(this::schedule);
    }
    leave();
  }

  /** Ends the setting up, and the stream with it. */
  synchronized void reject(Throwable reason) {
    fail(reason);
    leave();
  }

  /** Sends a chunk; called by the groups. */
  synchronized void send(EpisodeChunk chunk) {
    if (end == null && !attention.isGone()) {
      responses.onNext(
          RolloutResponse.newBuilder()
              .setChunk(
                  RolloutCodec.toProto(chunk, chunks.rounding())
                      .setPolicyId(chunks.policyId())
                      .setPolicyVersion(chunks.policyVersion()))
              .build());
    }
  }

  /** Lets the groups stop before the next environment advances, which then ends the stream. */
  synchronized void stop(Status status) {
    if (end == null) {
      end = status;
      attention.end(status);
      waiting.clear();
      running++;
      leave();
    }
  }

  /** Ends the stream of a client that took nothing for so long. */
  void expire(int leaseSeconds) {
    if (nanoClock.getAsLong() - lastProgressNanos > leaseSeconds * 1_000_000_000L) {
      stop(
          Status.DEADLINE_EXCEEDED.withDescription(
              "the client took no chunk within the lease of " + leaseSeconds + " s"));
    }
  }

  private void advance(EpisodeGroup group) {
    try {
      long begin = nanoClock.getAsLong();
      boolean remains = true;
      while (remains && nanoClock.getAsLong() - begin < TURN_NANOS) {
        if (waits(group)) {
          return;
        }
        remains = group.step();
      }
      lastProgressNanos = nanoClock.getAsLong();
      if (remains) {
        schedule(group);
      }
    } catch (Throwable e) { // Whatever it is, the client must learn of it.
      fail(e);
    } finally {
      leave();
    }
  }

  /** Whether a group now waits for the client. */
  private synchronized boolean waits(EpisodeGroup group) {
    if (end == null && !responses.isReady() && !attention.isGone()) {
      waiting.add(group);
      return true;
    }
    return false;
  }

  private synchronized void resume() {
    waiting.forEach(this::schedule);
    waiting.clear();
  }

  private synchronized void schedule(EpisodeGroup group) {
    pool.execute(() -> advance(group));
    running++;
  }

  private synchronized void fail(Throwable reason) {
    if (reason instanceof CancellationException && attention.isGone()) {
      stop(attention.status());
    } else if (end == null) {
      failure = reason;
      stop(ErrorStatus.of(reason));
    }
  }

  /** What ran has left; the last one ends the stream. */
  private synchronized void leave() {
    if (--running > 0 || !waiting.isEmpty()) {
      return;
    }
    end = end == null ? Status.OK : end;
    try {
      free.run();
    } catch (RuntimeException | Error e) {
      end = ErrorStatus.of(e);
    }
    if (!responses.isCancelled()) {
      if (end.isOk()) {
        responses.onCompleted();
      } else {
        responses.onError(ErrorStatus.withTrailers(end, failure));
      }
    }
    onEnd.accept(end);
  }
}
