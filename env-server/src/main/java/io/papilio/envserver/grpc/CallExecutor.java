package io.papilio.envserver.grpc;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallExecutorSupplier;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Where the events of one call are carried out: on a pool, since an environment may take long or
 * hang; or, while a session takes one brief step after the other, on the thread that reads them,
 * which saves two hand-overs between threads. Where several calls of a thread are at work, all go
 * to the pool and share the cores.
 *
 * <p>gRPC brings the events of a call one at a time, whichever thread carries them out.
 */
public final class CallExecutor implements Executor {
  /** So long may a step hold up the others that its thread reads for. */
  private static final long BRIEF_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

  /** Of a thread that reads: whose event it brought last. */
  private static final ThreadLocal<CallExecutor> LAST = new ThreadLocal<>();

  /** Of a thread of the pool: whose events it carries out. */
  private static final ThreadLocal<CallExecutor> CURRENT = new ThreadLocal<>();

  private final Executor pool;
  private volatile boolean brief;

  /** Whether the thread that reads is carrying out an event; its own alone. */
  private boolean reading;

  private CompletableFuture<Void> lastOnPool = CompletableFuture.completedFuture(null);

  private CallExecutor(Executor pool) {
    this.pool = pool;
  }

  /** An executor for each call, over a pool for all. */
  public static ServerCallExecutorSupplier over(Executor pool) {
    return new ServerCallExecutorSupplier() {
      @Override
      public <Q, A> Executor getExecutor(ServerCall<Q, A> call, Metadata headers) {
        return new CallExecutor(pool);
      }
    };
  }

  /** That of the call that is being set up on this thread; of no effect in servers without. */
  static CallExecutor ofThisCall() {
    CallExecutor current = CURRENT.get();
    return current == null ? new CallExecutor(Runnable::run) : current;
  }

  /**
   * Hears what the session spent on a request.
   *
   * @param boundedStep whether it was a step that cannot suddenly take long
   */
  void spent(long nanos, boolean boundedStep) {
    brief = boundedStep && nanos <= BRIEF_NANOS;
  }

  @Override
  public void execute(Runnable events) {
    boolean alone = LAST.get() == this;
    LAST.set(this);
    if (brief && alone) {
      reading = true;
      try {
        events.run();
      } finally {
        reading = false;
      }
    } else {
      onPool(events);
    }
  }

  /**
   * Carries out what may take long: where this is the thread that reads, on the pool, before any
   * later event of the call.
   */
  void executeLong(Runnable event) {
    if (reading) {
      brief = false;
      onPool(event);
    } else {
      event.run();
    }
  }

  private synchronized void onPool(Runnable events) {
    lastOnPool = lastOnPool.handleAsync((done, failure) -> carryOut(events), pool);
  }

  private Void carryOut(Runnable events) {
    CURRENT.set(this);
    try {
      events.run();
    } finally {
      CURRENT.remove();
    }
    return null;
  }
}
