package io.papilio.core.vector;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Runs the rows of a vector on all cores. The caller takes rows itself; threads that all vectors of
 * the process share, one for each further core, help where they are free. Rows are handed out as
 * threads become free, so a slow row holds up none but itself.
 */
final class RowThreads {
  private static final int HELPERS = Runtime.getRuntime().availableProcessors() - 1;

  /** Waking a thread takes some 20 microseconds, and the last row of a helper takes no more. */
  private static final long SPIN_NANOS = 50_000;

  private static final Executor POOL = helpers();

  private RowThreads() {}

  /**
   * Runs every row once, on any thread, and returns when all have ended. An exception or error of a
   * row is thrown when all have ended.
   */
  static void forEach(int rows, IntConsumer row) {
    Job job = new Job(rows, row);
    for (int helpers = Math.min(HELPERS, rows - 1); helpers > 0; helpers--) {
      POOL.execute(job);
    }
    job.run();
    job.await();
  }

  private static Executor helpers() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            Math.max(1, HELPERS),
            Math.max(1, HELPERS),
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "papilio-rows");
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** The rows of one call. A helper that comes too late finds none left. */
  private static final class Job implements Runnable {
    private final int rows;
    private final IntConsumer row;
    private final Thread caller = Thread.currentThread();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private volatile Throwable failure;

    Job(int rows, IntConsumer row) {
      this.rows = rows;
      this.row = row;
    }

    @Override
    public void run() {
      for (int begin = next.get(); begin < rows; begin = next.get()) {
        // Few at the end, so that all threads end together; many before, if they are short.
        int end = begin + Math.max(1, (rows - begin) / (4 * (HELPERS + 1)));
        if (next.compareAndSet(begin, end)) {
          run(begin, end);
        }
      }
    }

    private void run(int begin, int end) {
      try {
        for (int i = begin; i < end; i++) {
          row.accept(i);
        }
      } catch (Throwable t) { // The caller's thread throws it.
        failure = t;
      } finally {
        if (ended.addAndGet(end - begin) == rows) {
          LockSupport.unpark(caller);
        }
      }
    }

    void await() {
      long start = System.nanoTime();
      while (ended.get() < rows) {
        if (System.nanoTime() - start < SPIN_NANOS) {
          Thread.onSpinWait();
        } else {
          LockSupport.park(this);
        }
      }
      if (failure instanceof Error error) {
        throw error;
      } else if (failure != null) {
        throw (RuntimeException) failure;
      }
    }
  }
}
