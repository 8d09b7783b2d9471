package io.papilio.learner.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.papilio.core.policy.MlpPolicy;
import io.papilio.core.policy.MlpShape;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.learner.tensor.ParameterVector;
import io.papilio.learner.tensor.TensorEngine;
import java.util.List;
import org.junit.jupiter.api.Test;

class MlpPolicyTest {
  private static final int ROWS = 13;

  private final NumpyGenerator generator = NumpyGenerator.ofSeed(6);
  // Odd widths, so that loops by fours and by vectors have remainders.
  private final MlpShape shape = MlpShape.of(7, 37, 18, 3);
  private final float[] parameters = normals(shape.parameterCount(), 0.2);
  private final Tensor observations = Tensor.float32(normals(ROWS * 7, 1), ROWS, 7);
  private final Tensor noActions = Tensor.float32(new float[ROWS * 3], ROWS, 3);

  @Test
  void actionsAreTheOutputsOfPlainFloat64Loops() {
    Tensor actions = new MlpPolicy(shape, parameters, false).act(observations, noActions);
    assertEquals(List.of(ROWS, 3), actions.shape());
    double[] theta = Tensor.float32(parameters).toDoubles();
    for (int row = 0; row < ROWS; row++) {
      double[] expected = ReferenceMlp.forward(shape, theta, observations.row(row).toDoubles());
      // At most 38 terms a layer, outputs of size 1: some tens of roundings of 2^-24.
      assertArrayEquals(expected, actions.row(row).toDoubles(), 5e-6);
    }
  }

  @Test
  void actionsAreThoseOfTheNetworkInTraining() {
    Tensor actions = new MlpPolicy(shape, parameters, false).act(observations, noActions);
    try (ParameterVector trained = new ParameterVector(shape.parameterCount());
        NDManager manager = TensorEngine.newManager()) {
      trained.set(parameters);
      var input = manager.create(observations.toFloats(), new Shape(ROWS, 7));
      float[] outputs = new Mlp(shape).forward(trained.constant(), input).toFloatArray();
      assertArrayEquals(outputs, actions.toFloats(), 5e-6f);
    }
  }

  @Test
  void anActionDoesNotDependOnTheRestOfTheBatch() {
    MlpPolicy policy = new MlpPolicy(shape, parameters, false);
    Tensor together = policy.act(observations, noActions);
    for (int row = 0; row < ROWS; row++) {
      Tensor alone = Tensor.stack(List.of(observations.row(row)));
      assertEquals(together.row(row), policy.act(alone, noActions).row(0), "row " + row);
    }
  }

  @Test
  void thePreviousActionFollowsTheObservation() {
    MlpShape wide = MlpShape.of(10, 5, 3);
    MlpPolicy policy = new MlpPolicy(wide, normals(wide.parameterCount(), 1), true);
    Tensor previous = Tensor.float32(normals(ROWS * 3, 1), ROWS, 3);
    float[] joined = new float[ROWS * 10];
    for (int row = 0; row < ROWS; row++) {
      System.arraycopy(observations.row(row).toFloats(), 0, joined, row * 10, 7);
      System.arraycopy(previous.row(row).toFloats(), 0, joined, row * 10 + 7, 3);
    }
    Tensor rows = Tensor.float32(joined, ROWS, 10);
    assertEquals(
        policy.act(rows, Tensor.float32(new float[0], ROWS, 0)),
        policy.act(observations, previous));
  }

  @Test
  void theHeadTurnsOutputsIntoActions() {
    Tensor outputs = new MlpPolicy(shape, parameters, false).act(observations, noActions);
    MlpPolicy firstOnly =
        new MlpPolicy(
            shape,
            parameters,
            false,
            all -> {
              float[] first = new float[ROWS];
              for (int row = 0; row < ROWS; row++) {
                first[row] = (float) StrictMath.tanh(all.getDouble(3 * row));
              }
              return Tensor.float32(first, ROWS, 1);
            });
    Tensor actions = firstOnly.act(observations, noActions);
    assertEquals((float) StrictMath.tanh(outputs.getDouble(3)), (float) actions.getDouble(1));
    assertEquals(List.of(ROWS, 1), actions.shape());
  }

  @Test
  void inputsAndParametersThatDoNotFitAreRefused() {
    assertRefused(
        "input: 7 values (expected: 10 values)",
        () -> new MlpPolicy(MlpShape.of(10, 3), new float[33], false).act(observations, noActions));
    assertRefused(
        "previousActions: float32 [13, 3] (expected: [1, size])",
        () ->
            new MlpPolicy(MlpShape.of(10, 3), new float[33], true)
                .act(Tensor.float32(new float[7], 1, 7), noActions));
    assertRefused(
        "parameters: 32 values (expected: 33 values)",
        () -> new MlpPolicy(MlpShape.of(10, 3), new float[32], true));
  }

  private static void assertRefused(String message, Runnable call) {
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
