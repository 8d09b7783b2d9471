package io.papilio.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerThreadsTest {
  private static final int REPETITIONS = 10_000;

  private final int before = WorkerThreads.count();

  @AfterEach
  void restore() {
    WorkerThreads.set(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void everyPartHasEndedOnceOnReturn(int threads) {
    WorkerThreads.set(threads);
    AtomicIntegerArray ran = new AtomicIntegerArray(5);
    for (int repetition = 1; repetition <= REPETITIONS; repetition++) {
      WorkerThreads.run(5, ran::incrementAndGet);
      for (int part = 0; part < 5; part++) {
        assertEquals(repetition, ran.get(part));
      }
    }
  }

  @Test
  void tasksRunSideBySideAndPartsOfATaskInItsThread() {
    WorkerThreads.set(2);
    CountDownLatch both = new CountDownLatch(2);
    Runnable task =
        () -> {
          both.countDown();
          assertTrue(await(both));
          Thread here = Thread.currentThread();
          WorkerThreads.run(3, part -> assertSame(here, Thread.currentThread()));
        };
    WorkerThreads.run(task, task);
  }

  @Test
  void oneThreadRunsEverythingInItsCaller() {
    WorkerThreads.set(1);
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    WorkerThreads.run(4, part -> threads.add(Thread.currentThread()));
    assertEquals(Set.of(Thread.currentThread()), threads);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void failureOfAnyPartReachesTheCaller(int threads) {
    WorkerThreads.set(threads);
    for (int failing = 0; failing < 2; failing++) {
      int bad = failing;
      assertThrows(
          IllegalStateException.class,
          () ->
              WorkerThreads.run(
                  2,
                  part -> {
                    if (part == bad) {
                      throw new IllegalStateException("part " + part);
                    }
                  }));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void slicesCoverARangeInWholeUnits(int threads) {
    WorkerThreads.set(threads);
    for (int size : new int[] {0, 1, 11, 12, 13, 100}) {
      int[] covered = new int[size];
      WorkerThreads.slice(
          size,
          12,
          (from, to) -> {
            assertEquals(0, from % 12);
            for (int i = from; i < to; i++) {
              covered[i]++;
            }
          });
      int[] once = new int[size];
      Arrays.fill(once, 1);
      assertArrayEquals(once, covered);
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(10, java.util.concurrent.TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
