package io.papilio.learner.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import io.papilio.core.validation.InvalidValueException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class TensorEngineTest {
  @Test
  void theNumberOfThreadsHoldsInEveryThread() {
    int before = TensorEngine.threads();
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      for (int threads : new int[] {1, 2, 1}) {
        TensorEngine.setThreads(threads);
        assertEquals(threads, threadsOfANewManager());
        assertEquals(
            threads,
            CompletableFuture.supplyAsync(TensorEngineTest::threadsOfANewManager, other).join());
      }
      assertThrows(InvalidValueException.class, () -> TensorEngine.setThreads(0));
    } finally {
      TensorEngine.setThreads(before);
      other.shutdown();
    }
  }

  private static int threadsOfANewManager() {
    try (NDManager manager = TensorEngine.newManager()) {
      manager.zeros(new Shape(2));
      return JniUtils.getNumThreads();
    }
  }

  @Test
  void aDeviceThatIsNotThereIsRejected() {
    assumeFalse(TensorEngine.isAvailable(TensorDevice.CUDA));
    var error =
        assertThrows(
            InvalidValueException.class, () -> TensorEngine.requireAvailable(TensorDevice.CUDA));
    assertTrue(error.getMessage().startsWith("device: cuda (expected: cpu, or"), error::toString);
  }
}
