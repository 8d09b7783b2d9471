package io.papilio.learner.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.space.Tensor;
import io.papilio.learner.tensor.TensorEngine;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransformerNetworkTest {
  private static final TransformerShape SHAPE = new TransformerShape(5, 6, 3, 2, 16, 4);
  private static final int N = 20;

  private final NumpyGenerator generator = NumpyGenerator.ofSeed(2);
  private final float[] theta = new float[SHAPE.parameterCount()];
  private final float[] windows = new float[N * SHAPE.input()];
  private final TransformerNetwork network;

  TransformerNetworkTest() {
    SHAPE.initialize(theta, generator);
    for (int i = 0; i < windows.length; i++) {
      windows[i] = (float) generator.standardNormal();
    }
    network = new TransformerNetwork(SHAPE, theta);
  }

  @Test
  void outputsAreThoseOfThePass() {
    float[] outputs = new float[N * SHAPE.outputs()];
    network.forward(windows, N, outputs);
    assertArrayEquals(new TransformerPass(SHAPE).forward(theta, windows, N), outputs, 1e-5f);
  }

  @Test
  void rowIsTheSameToTheLastBitAloneAndInABatch() {
    float[] together = new float[N * SHAPE.outputs()];
    network.forward(windows, N, together);
    for (int row = 0; row < N; row++) {
      float[] alone = new float[SHAPE.outputs()];
      network.forward(window(row), 1, alone);
      int from = row * SHAPE.outputs();
      assertArrayEquals(alone, Arrays.copyOfRange(together, from, from + alone.length));
    }
  }

  @Test
  void attentionIsTheCausalSoftmaxOfDjlsOperations() {
    Tensor attention = network.attention(window(3));
    assertEquals(List.of(3, 2, 6, 6), attention.shape());
    float[] weights = attention.toFloats();
    try (NDManager manager = TensorEngine.newManager()) {
      ReferenceTransformer reference =
          new ReferenceTransformer(SHAPE, manager.create(theta), manager);
      reference.outputs(manager.create(window(3), new Shape(1, 6, 5)));
      int at = 0;
      for (NDArray layer : reference.weights()) {
        float[] expected = layer.toFloatArray();
        assertArrayEquals(expected, Arrays.copyOfRange(weights, at, at + 72), 1e-5f);
        at += 72;
      }
    }
    for (int i = 0; i < weights.length; i++) {
      if (i % 6 > i / 6 % 6) {
        assertEquals(0, weights[i], "attention to the future");
      }
    }
  }

  private float[] window(int row) {
    return Arrays.copyOfRange(windows, row * SHAPE.input(), (row + 1) * SHAPE.input());
  }
}
