package io.papilio.learner.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.validation.InvalidValueException;
import org.junit.jupiter.api.Test;

class SgdTest {
  /** Numbers that float32 has exactly. */
  @Test
  void stepsAreThoseWorkedOutByHand() {
    Sgd sgd = new Sgd(0.5, 0, 1);
    float[] theta = new float[] {1};
    step(sgd, theta, 2, 0.25);
    // v = 2
    assertEquals(0.5, theta[0]);
    step(sgd, theta, 1, 0.25);
    // v = 0.5 * 2 + 1 = 2
    assertEquals(0, theta[0]);
    step(sgd, theta, -3, 0.5);
    // v = 0.5 * 2 - 3 = -2
    assertEquals(1, theta[0]);
  }

  @Test
  void weightDecayIsDecoupledFromTheMomentum() {
    Sgd sgd = new Sgd(0.5, 0.5, 1);
    float[] theta = new float[] {1};
    step(sgd, theta, 2, 0.25);
    // (1 - 0.25 * 0.5) * 1 - 0.25 * 2
    assertEquals(0.375, theta[0]);
    step(sgd, theta, 0, 0.25);
    // 0.875 * 0.375 - 0.25 * 1
    assertEquals(0.078125, theta[0]);
  }

  @Test
  void everyParameterOfALongVectorFollowsTheRuleInFloat64() {
    // Longer than several blocks, and not a multiple of a block.
    int size = 9001;
    NumpyGenerator generator = NumpyGenerator.ofSeed(2);
    Sgd sgd = new Sgd(0.9, 0.1, size);
    float[] theta = new float[size];
    float[] g = new float[size];
    double[] expected = new double[size];
    double[] v = new double[size];
    for (int step = 0; step < 20; step++) {
      for (int i = 0; i < size; i++) {
        g[i] = (float) generator.standardNormal();
        v[i] = 0.9 * v[i] + g[i];
        expected[i] = (1 - 1e-2 * 0.1) * expected[i] - 1e-2 * v[i];
      }
      sgd.step(theta, g, 1e-2, (parameters, start, length) -> {});
    }
    for (int i = 0; i < size; i++) {
      // |v| < 30, of which a step rounds mu v and the sum, 10 of them as a geometric sum; theta
      // takes
      // 1e-2 of that in each of 20 steps, and rounds itself, below 4, twice
      assertEquals(expected[i], theta[i], 20 * (1e-2 * 10 * 2 * 30 + 2 * 4) * 0x1p-24);
    }
  }

  @Test
  void theVelocityOfAUnitThatNoLongerFiresNeverBecomesDenormal() {
    Sgd sgd = new Sgd(0.9, 0, 1);
    float[] theta = new float[1];
    for (int step = 0; step < 3000; step++) {
      step(sgd, theta, step == 0 ? 1 : 0, 1e-3);
      TrainingState.Builder state = TrainingState.builder();
      sgd.save("sgd", state);
      float v = state.build().floats("sgd.velocity", 1)[0];
      assertTrue(v == 0 || v >= Float.MIN_NORMAL, "v " + v + " after step " + step);
    }
  }

  @Test
  void restoredOptimizerGivesTheSameBits() {
    Sgd first = new Sgd(0.9, 0.1, 1);
    Sgd second = new Sgd(0.9, 0.1, 1);
    float[] theta = new float[] {1};
    step(first, theta, 0.3f, 0.1);
    TrainingState.Builder state = TrainingState.builder();
    first.save("sgd", state);
    second.restore("sgd", state.build());
    float[] resumed = theta.clone();
    step(first, theta, -0.7f, 0.1);
    step(second, resumed, -0.7f, 0.1);
    assertArrayEquals(theta, resumed);
  }

  @Test
  void wrongNumbersAreRejected() {
    assertThrows(InvalidValueException.class, () -> new Sgd(1, 0, 1));
    assertThrows(InvalidValueException.class, () -> new Sgd(0.9, -1, 1));
    Sgd sgd = new Sgd(0.9, 0, 2);
    var error = assertThrows(InvalidValueException.class, () -> step(sgd, new float[2], 1, 0.1));
    assertEquals("gradient: 1 values (expected: 2)", error.getMessage());
  }

  private static void step(Sgd sgd, float[] theta, float gradient, double learningRate) {
    sgd.step(theta, new float[] {gradient}, learningRate, (parameters, start, length) -> {});
  }
}
