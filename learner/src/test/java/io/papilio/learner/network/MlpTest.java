package io.papilio.learner.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.papilio.core.policy.MlpShape;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.learner.tensor.ParameterVector;
import io.papilio.learner.tensor.TensorEngine;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MlpTest {
  // A sum of at most 10 float32 products of size about 1 through three layers: 1e-6 is some 8 units
  // of rounding; central differences in float64 are good to 1e-10.
  private static final double TOLERANCE = 1e-6;
  private static final int ROWS = 5;

  private final NumpyGenerator generator = NumpyGenerator.ofSeed(7);
  private final MlpShape shape = MlpShape.of(3, 8, 6, 2);
  private final float[] inputs = normals(ROWS * shape.input());

  @Test
  void outputsAreThoseOfPlainLoops() {
    try (ParameterVector parameters = initialized(new Mlp(shape), shape.parameterCount());
        NDManager manager = TensorEngine.newManager()) {
      float[] outputs =
          new Mlp(shape).forward(parameters.constant(), inputs(manager)).toFloatArray();
      double[][] rows = rows(inputs, shape.input());
      for (int row = 0; row < ROWS; row++) {
        assertArrayEquals(
            ReferenceMlp.forward(shape, doubles(parameters.copy()), rows[row]),
            doubles(Arrays.copyOfRange(outputs, 2 * row, 2 * row + 2)),
            TOLERANCE);
      }
    }
  }

  @Test
  void gradientIsThatOfCentralDifferences() {
    Mlp mlp = new Mlp(shape);
    try (ParameterVector parameters = initialized(mlp, shape.parameterCount())) {
      backward(mlp, parameters);
      double[][] rows = rows(inputs, shape.input());
      double[] expected =
          ReferenceMlp.gradient(
              theta -> ReferenceMlp.meanSquare(shape, theta, rows), doubles(parameters.copy()));
      assertArrayEquals(expected, doubles(gradient(parameters)), TOLERANCE);
    }
  }

  @Test
  void aNetworkInsideALargerVectorIsTheSameNetwork() {
    Mlp alone = new Mlp(shape);
    Mlp inside = new Mlp(shape, 4);
    int count = shape.parameterCount();
    try (ParameterVector small = initialized(alone, count);
        ParameterVector large = new ParameterVector(count + 9)) {
      large.values().put(4, small.copy());
      backward(alone, small);
      backward(inside, large);
      float[] expected = new float[count + 9];
      small.gradient().get(0, expected, 4, count);
      assertArrayEquals(expected, gradient(large));
      assertEquals(4 + count, inside.end());
    }
  }

  @Test
  void aGradientFlowsThroughConstantParametersToTheNetworkBefore() {
    MlpShape critic = MlpShape.of(2, 4, 1);
    Mlp first = new Mlp(shape);
    Mlp second = new Mlp(critic);
    double[][] rows = rows(inputs, shape.input());
    try (ParameterVector actor = initialized(first, shape.parameterCount());
        ParameterVector fixed = initialized(second, critic.parameterCount())) {
      try (NDManager manager = TensorEngine.newManager();
          GradientCollector collector = TensorEngine.newGradientCollector()) {
        NDArray action = first.forward(actor.leaf(), inputs(manager));
        collector.backward(second.forward(fixed.constant(), action).square().mean());
      }
      double[] frozen = doubles(fixed.copy());
      double[] expected =
          ReferenceMlp.gradient(
              theta -> {
                double sum = 0;
                for (double[] row : rows) {
                  double[] action = ReferenceMlp.forward(shape, theta, row);
                  double value = ReferenceMlp.forward(critic, frozen, action)[0];
                  sum += value * value;
                }
                return sum / ROWS;
              },
              doubles(actor.copy()));
      assertArrayEquals(expected, doubles(gradient(actor)), TOLERANCE);
      assertArrayEquals(new float[critic.parameterCount()], gradient(fixed));
    }
  }

  @Test
  void initialParametersAreUniformWithinOneOverTheRootOfTheFanIn() {
    NumpyGenerator same = NumpyGenerator.ofSeed(3);
    try (ParameterVector parameters = new ParameterVector(shape.parameterCount() + 1)) {
      new Mlp(shape, 1).initialize(parameters.values(), NumpyGenerator.ofSeed(3));
      float[] values = parameters.copy();
      assertEquals(0, values[0]);
      for (int i = 0; i < 8 * 3 + 8; i++) {
        assertEquals(
            (float) same.uniform(-1 / Math.sqrt(3), 1 / Math.sqrt(3)), values[1 + i], "index " + i);
      }
      assertEquals((float) same.uniform(-1 / Math.sqrt(8), 1 / Math.sqrt(8)), values[1 + 32]);
    }
  }

  @Test
  void aVectorThatIsTooShortIsRejected() {
    try (ParameterVector parameters = new ParameterVector(shape.parameterCount());
        NDManager manager = TensorEngine.newManager()) {
      Mlp late = new Mlp(shape, 1);
      var rejection =
          assertThrows(
              InvalidValueException.class, () -> late.forward(parameters.leaf(), inputs(manager)));
      assertEquals("flat: 100 parameters (expected: at least 101)", rejection.getMessage());
    }
  }

  private void backward(Mlp mlp, ParameterVector parameters) {
    try (NDManager manager = TensorEngine.newManager();
        GradientCollector collector = TensorEngine.newGradientCollector()) {
      collector.backward(mlp.forward(parameters.leaf(), inputs(manager)).square().mean());
    }
  }

  private NDArray inputs(NDManager manager) {
    return manager.create(inputs, new Shape(ROWS, shape.input()));
  }

  private ParameterVector initialized(Mlp mlp, int size) {
    ParameterVector parameters = new ParameterVector(size);
    mlp.initialize(parameters.values(), generator);
    return parameters;
  }

  private float[] normals(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) generator.standardNormal();
    }
    return values;
  }

  private static float[] gradient(ParameterVector parameters) {
    float[] gradient = new float[parameters.size()];
    parameters.gradient().get(gradient);
    return gradient;
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    Arrays.setAll(doubles, i -> values[i]);
    return doubles;
  }

  private static double[][] rows(float[] values, int columns) {
    double[] doubles = doubles(values);
    double[][] rows = new double[values.length / columns][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(doubles, i * columns, (i + 1) * columns));
    return rows;
  }
}
