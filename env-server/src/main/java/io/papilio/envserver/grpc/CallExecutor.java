package io.papilio.envserver.grpc;

import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerBuilder;
import io.grpc.ServerCall;
import io.grpc.ServerCallExecutorSupplier;
import io.grpc.ServerStreamTracer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Executes the events of one call: on a pool, since a request may take long or hang; or, for steps
 * that are declared brief, on the thread that reads the connection, which saves two hand-overs
 * between threads. That thread parses small messages only and runs brief steps only, so that no
 * client decides how long the others on its connection wait.
 *
 * <p>gRPC brings the events of a call one at a time and in order.
 */
public final class CallExecutor extends ServerStreamTracer implements Executor {
  private static final Context.Key<CallExecutor> KEY = Context.key("papilio-call-executor");

  /** The actions of a brief step take less. */
  private static final int SMALL_BYTES = 4096;

  private final Executor pool;
  private volatile boolean stepsAreBrief;
  private volatile boolean messageIsSmall;
  private CompletableFuture<Void> lastOnPool = CompletableFuture.completedFuture(null);

  CallExecutor(Executor pool) {
    this.pool = pool;
  }

  /** Gives each call of a server an executor over a pool for all. */
  public static void install(ServerBuilder<?> builder, Executor pool) {
    builder.addStreamTracerFactory(
        new ServerStreamTracer.Factory() {
          @Override
          public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
            return new CallExecutor(pool);
          }
        });
    builder.callExecutor(
        new ServerCallExecutorSupplier() {
          @Override
          public <Q, A> Executor getExecutor(ServerCall<Q, A> call, Metadata headers) {
            return KEY.get();
          }
        });
  }

  /** The executor of the call that is being set up; without one, the caller's thread does all. */
  static CallExecutor ofThisCall() {
    CallExecutor current = KEY.get();
    return current == null ? new CallExecutor(Runnable::run) : current;
  }

  @Override
  public Context filterContext(Context context) {
    return context.withValue(KEY, this);
  }

  /** Comes before the event that parses the message. */
  @Override
  public void inboundMessageRead(int number, long wireSize, long uncompressedSize) {
    messageIsSmall = uncompressedSize >= 0 && uncompressedSize <= SMALL_BYTES;
  }

  /** Declares how long the steps of later requests take. */
  void declare(boolean brief) {
    stepsAreBrief = brief;
  }

  @Override
  public void execute(Runnable events) {
    if (stepsAreBrief && messageIsSmall) {
      events.run();
    } else {
      executeOnPool(events);
    }
  }

  /**
   * Executes part of an event that may take long, after all that the pool has been given before.
   */
  void executeLong(Runnable task) {
    if (stepsAreBrief) {
      executeOnPool(task);
    } else {
      task.run(); // This is a thread of the pool.
    }
  }

  private synchronized void executeOnPool(Runnable task) {
    lastOnPool =
        lastOnPool.handleAsync(
            (done, failure) -> {
              task.run();
              return null;
            },
            pool);
  }
}
