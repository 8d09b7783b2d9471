package io.papilio.kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Threads that help with one job at a time. A training step has a job every few tens of
 * microseconds, in which a thread could hardly be woken: helpers look out for the next job for a
 * while before they sleep.
 */
final class ThreadTeam {
  private static final long SPIN_NANOS = 100_000;

  /** Of a helper; longer than the step of an environment between two updates of SAC. */
  private static final long LOOKOUT_NANOS = 300_000;

  private final AtomicBoolean busy = new AtomicBoolean();
  private final List<Helper> helpers = new ArrayList<>();
  private volatile Job job;

  /**
   * Runs all parts of a job, on this thread and on helpers. An exception or error of a part is
   * thrown when all have ended.
   *
   * @return false, and runs none, while the team is at work for another caller
   */
  boolean tryRun(int parts, IntConsumer part, int helperCount) {
    if (!busy.compareAndSet(false, true)) {
      return false;
    }
    Job newest = new Job(parts, part);
    try {
      while (helpers.size() < helperCount) {
        helpers.add(new Helper("papilio-worker-" + helpers.size()));
      }
      job = newest;
      helpers.subList(0, helperCount).forEach(Helper::wake);
      newest.takeParts();
      newest.await();
    } finally {
      job = null;
      busy.set(false);
    }
    newest.throwFailure();
    return true;
  }

  private final class Helper implements Runnable {
    private final Thread thread;
    private volatile boolean asleep;

    Helper(String name) {
      thread = new Thread(this, name);
      thread.setDaemon(true);
      thread.start();
    }

    void wake() {
      if (asleep) {
        LockSupport.unpark(thread);
      }
    }

    @Override
    public void run() {
      long idleSince = System.nanoTime();
      while (true) {
        Job present = job;
        if (present != null) {
          present.takeParts();
          idleSince = System.nanoTime();
        } else if (System.nanoTime() - idleSince > LOOKOUT_NANOS) {
          asleep = true;
          if (job == null) {
            LockSupport.park(ThreadTeam.this);
          }
          asleep = false;
          idleSince = System.nanoTime();
        }
        Thread.onSpinWait();
      }
    }
  }

  private static final class Job {
    private final int parts;
    private final IntConsumer part;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private volatile Throwable failure;

    Job(int parts, IntConsumer part) {
      this.parts = parts;
      this.part = part;
    }

    void takeParts() {
      while (next.get() < parts) {
        int index = next.getAndIncrement();
        if (index < parts) {
          run(index);
        }
      }
    }

    private void run(int index) {
      try {
        part.accept(index);
      } catch (Throwable t) { // The caller's thread throws it.
        failure = t;
      } finally {
        ended.incrementAndGet();
      }
    }

    void await() {
      long start = System.nanoTime();
      while (ended.get() < parts) {
        if (System.nanoTime() - start < SPIN_NANOS) {
          Thread.onSpinWait();
        } else {
          Thread.yield();
        }
      }
    }

    void throwFailure() {
      if (failure instanceof Error error) {
        throw error;
      } else if (failure != null) {
        throw (RuntimeException) failure;
      }
    }
  }
}
