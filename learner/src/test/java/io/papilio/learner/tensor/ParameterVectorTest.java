package io.papilio.learner.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.papilio.core.policy.MlpShape;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.learner.network.Mlp;
import io.papilio.learner.optimizer.Adam;
import io.papilio.learner.optimizer.AdamConfig;
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
  void aTrainingStepLeavesNoArraysBehind() {
    MlpShape shape = MlpShape.of(3, 8, 2);
    try (ParameterVector parameters = new ParameterVector(shape.parameterCount())) {
      NDManager manager = parameters.leaf().getManager();
      int before = manager.getManagedArrays().size();
      train(new Mlp(shape), parameters, 20);
      assertEquals(before, manager.getManagedArrays().size());
    }
  }

  @Test
  void twoTrainingRunsAreTheSameToTheLastBit() {
    MlpShape shape = MlpShape.of(3, 64, 64, 2);
    Mlp mlp = new Mlp(shape);
    try (ParameterVector first = new ParameterVector(mlp.end());
        ParameterVector second = new ParameterVector(mlp.end())) {
      train(mlp, first, 50);
      train(mlp, second, 50);
      assertArrayEquals(first.copy(), second.copy());
    }
  }

  private static void train(Mlp mlp, ParameterVector parameters, int steps) {
    NumpyGenerator generator = NumpyGenerator.ofSeed(11);
    mlp.initialize(parameters.values(), generator);
    Adam adam = new Adam(AdamConfig.adamW(1e-3, 1e-2), parameters.size());
    float[] batch = new float[32 * mlp.shape().input()];
    for (int step = 0; step < steps; step++) {
      for (int i = 0; i < batch.length; i++) {
        batch[i] = (float) generator.standardNormal();
      }
      parameters.zeroGradient();
      try (NDManager manager = TensorEngine.newManager();
          GradientCollector collector = TensorEngine.newGradientCollector()) {
        var input = manager.create(batch, new Shape(32, mlp.shape().input()));
        collector.backward(mlp.forward(parameters.leaf(), input).square().mean());
      }
      adam.step(parameters.values(), parameters.gradient());
    }
  }

  private static void backwardOfSum(ParameterVector parameters) {
    try (GradientCollector collector = TensorEngine.newGradientCollector();
        var sum = parameters.leaf().sum()) {
      collector.backward(sum);
    }
  }
}
