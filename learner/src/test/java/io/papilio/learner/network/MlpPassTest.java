package io.papilio.learner.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.papilio.core.policy.MlpShape;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.kernels.FixedMlp;
import io.papilio.learner.tensor.ParameterVector;
import io.papilio.learner.tensor.TensorEngine;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Against the tensor engine's own forward pass and gradients. */
class MlpPassTest {
  // Sums of up to 40 float32 products of size about 1, in another order: a few units of rounding.
  private static final float TOLERANCE = 1e-5f;
  private static final int ROWS = 40;
  private static final int OFFSET = 3;
  private static final int STRIDE = 9;
  private static final MlpShape SHAPE = MlpShape.of(7, 20, 33, 2);

  private final NumpyGenerator generator = NumpyGenerator.ofSeed(5);
  private final float[] parameters = new float[OFFSET + SHAPE.parameterCount()];
  private final float[] inputs = normals(ROWS * STRIDE);
  private final float[] outputGradient = normals(ROWS * SHAPE.output());
  private final MlpPass pass = new MlpPass(SHAPE, ROWS);

  {
    Mlp.initialize(SHAPE, parameters, OFFSET, generator);
  }

  @Test
  void outputsAreThoseOfTheTensorEngine() {
    assertArrayEquals(expected().outputs, forward(), TOLERANCE);
  }

  @Test
  void gradientsAreThoseOfTheTensorEngine() {
    forward();
    float[] gradient = new float[parameters.length];
    pass.backward(outputGradient, gradient);
    assertArrayEquals(expected().gradient, gradient, TOLERANCE);
    float[] byInput = new float[ROWS * SHAPE.input()];
    pass.backwardToInput(outputGradient, 0, SHAPE.input(), byInput);
    assertArrayEquals(expected().byInput, byInput, TOLERANCE);
  }

  @Test
  void keptRowsAndColumnsHaveTheGradientTheyHaveAmongAll() {
    float[] all = expected().byInput;
    forward();
    int[] rows = {2, 3, 31, -1};
    pass.keep(rows, 3);
    float[] kept = new float[3 * SHAPE.output()];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = outputGradient[rows[i / 2] * 2 + i % 2];
    }
    float[] byInput = new float[3 * 2];
    pass.backwardToInput(kept, 4, 2, byInput);
    float[] expected = new float[3 * 2];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = all[rows[i / 2] * SHAPE.input() + 4 + i % 2];
    }
    assertArrayEquals(expected, byInput, TOLERANCE);
  }

  @Test
  void parametersHaveNoGradientOfSomeRowsAlone() {
    forward();
    pass.keep(new int[] {0}, 1);
    assertThrows(
        InvalidValueException.class,
        () -> pass.backward(outputGradient, new float[parameters.length]));
  }

  @Test
  void passesRepeatToTheLastBit() {
    float[] outputs = forward().clone();
    float[] gradient = new float[parameters.length];
    pass.backward(outputGradient, gradient);
    // Other arrays lie elsewhere in memory, and hold something already.
    float[] again = gradient.clone();
    MlpPass other = new MlpPass(SHAPE, ROWS);
    assertArrayEquals(outputs, other.forward(parameters.clone(), OFFSET, inputs.clone(), STRIDE));
    other.backward(outputGradient.clone(), again);
    assertArrayEquals(gradient, again);
  }

  @Test
  void aRowDoesNotDependOnTheOthers() {
    float[] together = forward().clone();
    int outputs = SHAPE.output();
    for (int row = 0; row < ROWS; row++) {
      float[] input = Arrays.copyOfRange(inputs, row * STRIDE, (row + 1) * STRIDE);
      float[] alone = pass.forward(parameters, OFFSET, input, STRIDE, 1);
      assertArrayEquals(
          Arrays.copyOfRange(together, row * outputs, (row + 1) * outputs),
          Arrays.copyOf(alone, outputs),
          "row " + row);
    }
  }

  @Test
  void whatActsIsWhatIsTrained() {
    float[] rows = new float[ROWS * SHAPE.input()];
    for (int row = 0; row < ROWS; row++) {
      System.arraycopy(inputs, row * STRIDE, rows, row * SHAPE.input(), SHAPE.input());
    }
    float[] theta = Arrays.copyOfRange(parameters, OFFSET, parameters.length);
    float[] acting = new float[ROWS * SHAPE.output()];
    new FixedMlp(SHAPE, theta).forward(rows, ROWS, acting);
    assertArrayEquals(forward(), acting);
  }

  private float[] forward() {
    return pass.forward(parameters, OFFSET, inputs, STRIDE);
  }

  private static final class Expected {
    private float[] outputs;
    private final float[] gradient = new float[OFFSET + SHAPE.parameterCount()];
    private float[] byInput;
  }

  private Expected expected() {
    try (ParameterVector theta = new ParameterVector(parameters.length);
        NDManager manager = TensorEngine.newManager();
        GradientCollector tape = TensorEngine.newGradientCollector()) {
      theta.set(parameters);
      NDArray input =
          manager.create(inputs, new Shape(ROWS, STRIDE)).get(":, :" + SHAPE.input()).duplicate();
      input.setRequiresGradient(true);
      NDArray outputs = TensorMlp.forward(SHAPE, theta.leaf(), OFFSET, input);
      NDArray weights = manager.create(outputGradient, new Shape(ROWS, SHAPE.output()));
      tape.backward(outputs.mul(weights).sum());
      Expected expected = new Expected();
      expected.outputs = outputs.stopGradient().toFloatArray();
      theta.gradient().get(expected.gradient);
      expected.byInput = input.getGradient().toFloatArray();
      return expected;
    }
  }

  private float[] normals(int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) generator.standardNormal();
    }
    return values;
  }
}
