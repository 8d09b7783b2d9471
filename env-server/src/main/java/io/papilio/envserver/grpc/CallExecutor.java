package io.papilio.envserver.grpc;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallExecutorSupplier;
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

  /** More than a client's step between two pictures or snapshots, which are not brief. */
  private static final int BRIEF_STEPS = 2;

  /** Of a thread that reads: whose event it brought last. */
  private static final ThreadLocal<CallExecutor> LAST = new ThreadLocal<>();

  /** Of a thread of the pool: whose events it carries out. */
  private static final ThreadLocal<CallExecutor> CURRENT = new ThreadLocal<>();

  private final Executor pool;
  private int briefSteps;
  private volatile boolean brief;

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
    briefSteps = boundedStep && nanos <= BRIEF_NANOS ? briefSteps + 1 : 0;
    brief = briefSteps >= BRIEF_STEPS;
  }

  @Override
  public void execute(Runnable events) {
    boolean alone = LAST.get() == this;
    LAST.set(this);
    if (brief && alone) {
      events.run();
    } else {
      pool.execute(() -> carryOut(events));
    }
  }

  private void carryOut(Runnable events) {
    CURRENT.set(this);
    try {
      events.run();
    } finally {
      CURRENT.remove();
    }
  }
}
