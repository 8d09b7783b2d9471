package io.papilio.envserver.grpc;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/** Ends calls whose first request has not come whole in time, and what was sent of it. */
public final class RequestTimeout implements ServerInterceptor {
  /** The largest policy takes as long at 1 MB/s. */
  static final int SECONDS = 64;

  private final LongSupplier nanoClock;
  private final Set<Awaited<?>> awaited = ConcurrentHashMap.newKeySet();

  public RequestTimeout(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    Awaited<Q> listener = new Awaited<>(call, next.startCall(call, headers), nanoClock.getAsLong());
    awaited.add(listener);
    return listener;
  }

  /** Ends the calls whose time is over; to be called now and then. */
  public void expire() {
    long before = nanoClock.getAsLong() - TimeUnit.SECONDS.toNanos(SECONDS);
    for (Awaited<?> call : awaited) {
      if (call.beginNanos - before < 0) {
        call.expire();
      }
    }
  }

  private enum State {
    WAITING,
    BEGUN,
    EXPIRED
  }

  /** A call until its first request has come. */
  private final class Awaited<Q> extends SimpleForwardingServerCallListener<Q> {
    private final ServerCall<Q, ?> call;
    private final long beginNanos;

    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    Awaited(ServerCall<Q, ?> call, ServerCall.Listener<Q> listener, long beginNanos) {
      super(listener);
      this.call = call;
      this.beginNanos = beginNanos;
    }

    @Override
    public void onMessage(Q message) {
      if (settle(State.BEGUN)) {
        super.onMessage(message);
      }
    }

    @Override
    public void onHalfClose() {
      if (settle(State.BEGUN)) {
        super.onHalfClose();
      }
    }

    @Override
    public void onCancel() {
      awaited.remove(this);
      super.onCancel();
    }

    @Override
    public void onComplete() {
      awaited.remove(this);
      super.onComplete();
    }

    /** Whether the call is in this state now: the first one decides. */
    private boolean settle(State decided) {
      awaited.remove(this);
      return state.compareAndSet(State.WAITING, decided) || state.get() == decided;
    }

    void expire() {
      if (settle(State.EXPIRED)) {
        call.close(
            Status.DEADLINE_EXCEEDED.withDescription("no request came within " + SECONDS + " s"),
            new Metadata());
      }
    }
  }
}
