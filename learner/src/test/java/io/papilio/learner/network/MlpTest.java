package io.papilio.learner.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.papilio.core.policy.MlpShape;
import io.papilio.core.random.NumpyGenerator;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MlpTest {
  // A sum of at most 10 float32 products of size about 1 through three layers: 1e-6 is some 8 units
  // of rounding; central differences in float64 are good to 1e-10.
  private static final double TOLERANCE = 1e-6;
  private static final int ROWS = 5;

  private final NumpyGenerator generator = NumpyGenerator.ofSeed(7);
  private final MlpShape shape = MlpShape.of(3, 8, 6, 2);
  private final float[] theta = new float[shape.parameterCount()];
  private final float[] inputs = new float[ROWS * shape.input()];
  private final NetworkPass pass = Mlp.pass(shape, ROWS);

  {
    Mlp.initialize(shape, theta, 0, generator);
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = (float) generator.standardNormal();
    }
  }

  @Test
  void outputsAreThoseOfPlainLoops() {
    float[] outputs = pass.forward(theta, inputs, ROWS);
    double[][] rows = rows();
    for (int row = 0; row < ROWS; row++) {
      assertArrayEquals(
          ReferenceMlp.forward(shape, doubles(theta), rows[row]),
          doubles(Arrays.copyOfRange(outputs, 2 * row, 2 * row + 2)),
          TOLERANCE);
    }
  }

  @Test
  void gradientIsThatOfCentralDifferences() {
    float[] outputs = pass.forward(theta, inputs, ROWS);
    float[] outputGradient = new float[outputs.length];
    for (int i = 0; i < outputs.length; i++) {
      // d/dy of the mean of y^2
      outputGradient[i] = 2 * outputs[i] / outputs.length;
    }
    float[] gradient = new float[theta.length];
    pass.backward(outputGradient, gradient);
    double[][] rows = rows();
    double[] expected =
        ReferenceMlp.gradient(point -> ReferenceMlp.meanSquare(shape, point, rows), doubles(theta));
    assertArrayEquals(expected, doubles(gradient), TOLERANCE);
  }

  @Test
  void initialParametersAreUniformWithinOneOverTheRootOfTheFanIn() {
    NumpyGenerator same = NumpyGenerator.ofSeed(3);
    float[] values = new float[shape.parameterCount() + 1];
    Mlp.initialize(shape, values, 1, NumpyGenerator.ofSeed(3));
    assertEquals(0, values[0]);
    for (int i = 0; i < 8 * 3 + 8; i++) {
      assertEquals(
          (float) same.uniform(-1 / Math.sqrt(3), 1 / Math.sqrt(3)), values[1 + i], "index " + i);
    }
    assertEquals((float) same.uniform(-1 / Math.sqrt(8), 1 / Math.sqrt(8)), values[1 + 32]);
  }

  private double[][] rows() {
    double[] doubles = doubles(inputs);
    double[][] rows = new double[ROWS][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(doubles, i * 3, (i + 1) * 3));
    return rows;
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    Arrays.setAll(doubles, i -> values[i]);
    return doubles;
  }
}
