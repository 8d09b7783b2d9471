package io.papilio.learner.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class ParameterVectorTest {
  @Test
  void whatIsWrittenToTheBufferIsSeenByTheEngine() {
    try (ParameterVector parameters = new ParameterVector(3)) {
      parameters.values().put(1, 2.5f);
      assertArrayEquals(new float[] {0, 2.5f, 0}, parameters.leaf().toFloatArray());
      assertArrayEquals(new float[] {0, 2.5f, 0}, parameters.constant().toFloatArray());
      parameters.set(new float[] {1, 2, 3});
      assertArrayEquals(new float[] {1, 2, 3}, parameters.leaf().toFloatArray());
      assertArrayEquals(new float[] {1, 2, 3}, parameters.copy());
    }
  }

  @Test
  void gradientsAddUpInTheSameMemoryUntilTheyAreSetToZero() {
    try (ParameterVector parameters = new ParameterVector(5000)) {
      FloatBuffer gradient = parameters.gradient();
      backwardOfSum(parameters);
      assertEquals(1, gradient.get(4999));
      backwardOfSum(parameters);
      assertEquals(2, gradient.get(4999));
      gradient.put(17, Float.NaN);
      parameters.zeroGradient();
      for (int i = 0; i < 5000; i++) {
        assertEquals(0, gradient.get(i), "index " + i);
      }
      backwardOfSum(parameters);
      assertEquals(1, gradient.get(17));
    }
  }

  @Test
  void aStepLeavesNoArraysBehind() {
    try (ParameterVector parameters = new ParameterVector(6)) {
      NDManager manager = parameters.leaf().getManager();
      int before = manager.getManagedArrays().size();
      for (int step = 0; step < 20; step++) {
        parameters.zeroGradient();
        try (NDManager own = TensorEngine.newManager();
            GradientCollector collector = TensorEngine.newGradientCollector()) {
          NDArray matrix = parameters.leaf().reshape(new Shape(2, 3));
          matrix.attach(own);
          collector.backward(own.ones(new Shape(4, 2)).matMul(matrix).square().mean());
        }
      }
      assertEquals(before, manager.getManagedArrays().size());
    }
  }

  private static void backwardOfSum(ParameterVector parameters) {
    try (GradientCollector collector = TensorEngine.newGradientCollector();
        var sum = parameters.leaf().sum()) {
      collector.backward(sum);
    }
  }
}
