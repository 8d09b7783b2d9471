package io.papilio.expert.sac;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairedTasksTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void bothTasksAreDoneOnReturn(int threads) {
    int[] done = new int[2];
    try (PairedTasks lanes = new PairedTasks(threads)) {
      lanes.run(task -> done[task] = task + 1);
    }
    assertArrayEquals(new int[] {1, 2}, done);
  }

  @Test
  void twoThreadsMeanTwoThreads() {
    Thread[] ranIn = new Thread[2];
    try (PairedTasks lanes = new PairedTasks(2)) {
      lanes.run(task -> ranIn[task] = Thread.currentThread());
    }
    assertSame(Thread.currentThread(), ranIn[0]);
    assertNotEquals(ranIn[0], ranIn[1]);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void failureOfEitherTaskReachesTheCaller(int threads) {
    try (PairedTasks lanes = new PairedTasks(threads)) {
      for (int failing = 0; failing < 2; failing++) {
        int j = failing;
        IllegalStateException thrown =
            assertThrows(
                IllegalStateException.class,
                () ->
                    lanes.run(
                        task -> {
                          if (task == j) {
                            throw new IllegalStateException("lane " + j);
                          }
                        }));
        assertSame(IllegalStateException.class, thrown.getClass());
      }
    }
  }
}
