package io.papilio.kernels;

import io.papilio.core.validation.Require;

/**
 * Number of threads of a training step: the system property {@code papilio.threads}, or 1, so that
 * several runs share the cores. Results do not depend on it.
 */
public final class WorkerThreads {
  private static volatile int count =
      Require.positive(Integer.getInteger("papilio.threads", 1), "papilio.threads");

  private WorkerThreads() {}

  public static int count() {
    return count;
  }

  /** Changes the number for what is made from now on. */
  public static void set(int count) {
    WorkerThreads.count = Require.positive(count, "threads");
  }
}
