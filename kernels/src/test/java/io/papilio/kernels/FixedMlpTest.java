package io.papilio.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.policy.MlpShape;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.validation.InvalidValueException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FixedMlpTest {
  private static final int ROWS = 13;

  private final NumpyGenerator generator = NumpyGenerator.ofSeed(6);
  // Odd widths, so that blocks of rows and of columns have remainders.
  private final MlpShape shape = MlpShape.of(7, 37, 18, 3);
  private final float[] parameters = normals(shape.parameterCount(), 0.2);
  private final FixedMlp network = new FixedMlp(shape, parameters);
  private final float[] inputs = normals(ROWS * 7, 1);

  @Test
  void outputsAreThoseOfPlainFloat64Loops() {
    float[] outputs = forward(inputs, ROWS);
    for (int row = 0; row < ROWS; row++) {
      double[] expected = reference(Arrays.copyOfRange(inputs, 7 * row, 7 * row + 7));
      for (int i = 0; i < 3; i++) {
        // At most 38 terms a layer, outputs of size 1: some tens of roundings of 2^-24.
        assertEquals(expected[i], outputs[3 * row + i], 5e-6);
      }
    }
  }

  @Test
  void aRowDoesNotDependOnTheRestOfTheBatch() {
    float[] together = forward(inputs, ROWS);
    for (int row = 0; row < ROWS; row++) {
      assertArrayEquals(
          Arrays.copyOfRange(together, 3 * row, 3 * row + 3),
          forward(Arrays.copyOfRange(inputs, 7 * row, 7 * row + 7), 1),
          "row " + row);
    }
  }

  @Test
  void arraysThatDoNotFitAreRejected() {
    assertRejected(
        "parameters: 32 values (expected: 33 values)",
        () -> new FixedMlp(MlpShape.of(10, 3), new float[32]));
    assertRejected(
        "inputs: 91 values (expected: [2, 7])", () -> network.forward(inputs, 2, new float[6]));
    assertRejected(
        "outputs: 6 values (expected: [13, 3])", () -> network.forward(inputs, ROWS, new float[6]));
  }

  private float[] forward(float[] values, int n) {
    float[] outputs = new float[3 * n];
    network.forward(values, n, outputs);
    return outputs;
  }

  private double[] reference(float... row) {
    double[] hidden = new double[row.length];
    Arrays.setAll(hidden, i -> row[i]);
    int offset = 0;
    for (int layer = 0; layer < shape.layers(); layer++) {
      int in = shape.fanIn(layer);
      double[] next = new double[shape.fanOut(layer)];
      for (int i = 0; i < next.length; i++) {
        next[i] = parameters[offset + next.length * in + i];
        for (int j = 0; j < in; j++) {
          next[i] += parameters[offset + i * in + j] * hidden[j];
        }
        next[i] = layer < shape.layers() - 1 ? Math.max(0, next[i]) : next[i];
      }
      offset += next.length * (in + 1);
      hidden = next;
    }
    return hidden;
  }

  private static void assertRejected(String message, Runnable call) {
    assertEquals(message, assertThrows(InvalidValueException.class, call::run).getMessage());
  }

  private float[] normals(int count, double deviation) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (deviation * generator.standardNormal());
    }
    return values;
  }
}
