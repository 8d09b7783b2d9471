package io.papilio.expert.sac;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;

/**
 * Runs two independent tasks, side by side where two threads are allowed and one after the other
 * where not. The tasks share nothing, so the results have the same bits either way.
 */
final class PairedTasks implements AutoCloseable {
  private final ExecutorService second;

  /**
   * @param threads 1, or more for two lanes
   */
  PairedTasks(int threads) {
    second = threads > 1 ? Executors.newSingleThreadExecutor(PairedTasks::daemon) : null;
  }

  /** Runs the task with 0 and with 1. */
  void run(IntConsumer task) {
    run(() -> task.accept(0), () -> task.accept(1));
  }

  /** Runs both and returns when both are done. */
  void run(Runnable here, Runnable there) {
    if (second == null) {
      here.run();
      there.run();
      return;
    }
    CompletableFuture<Void> beside = CompletableFuture.runAsync(there, second);
    try {
      here.run();
    } finally {
      join(beside);
    }
  }

  private static void join(CompletableFuture<Void> task) {
    try {
      task.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "sac-second-lane");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    if (second != null) {
      second.shutdown();
    }
  }
}
