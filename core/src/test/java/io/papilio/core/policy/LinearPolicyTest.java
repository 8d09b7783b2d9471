package io.papilio.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.linalg.Matrix;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import org.junit.jupiter.api.Test;

class LinearPolicyTest {
  private final LinearPolicy policy = new LinearPolicy(Matrix.of(1, 2, 2, -1));

  @Test
  void everyRowOfTheBatchIsMultipliedByTheGain() {
    Tensor actions = policy.act(Tensor.float64(new double[] {1, 0, 0, 1, 3, 4}, 3, 2));
    assertEquals(Tensor.float64(new double[] {2, -1, 2}, 3, 1), actions);
  }

  @Test
  void singlePrecisionObservationsAreWelcome() {
    assertEquals(
        Tensor.float64(new double[] {1}, 1, 1),
        policy.act(Tensor.float32(new float[] {1, 1}, 1, 2)));
  }

  @Test
  void observationsOfAnotherSizeAreRefused() {
    Tensor observations = Tensor.float64(new double[3], 1, 3);
    var refused = assertThrows(InvalidValueException.class, () -> policy.act(observations));
    assertEquals("observations: shape [1, 3] (expected: [n, 2])", refused.getMessage());
  }
}
