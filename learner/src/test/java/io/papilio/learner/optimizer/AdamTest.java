package io.papilio.learner.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.validation.InvalidValueException;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AdamTest {
  @Test
  void stepsAreThoseOfTheRuleInFloat64() throws IOException {
    JsonNode golden = new ObjectMapper().readTree(AdamTest.class.getResource("adam.json"));
    float[] theta = floats(golden.get("start"));
    Adam adam =
        new Adam(
            new AdamConfig(
                1,
                golden.get("beta1").asDouble(),
                golden.get("beta2").asDouble(),
                golden.get("epsilon").asDouble(),
                golden.get("weightDecay").asDouble()),
            theta.length);
    int steps = golden.get("gradients").size();
    for (int step = 0; step < steps; step++) {
      adam.step(
          theta,
          floats(golden.get("gradients").get(step)),
          golden.get("learningRates").get(step).asDouble(),
          (parameters, start, length) -> {});
      for (int i = 0; i < theta.length; i++) {
        double expected = golden.get("parameters").get(step).get(i).asDouble();
        // A step rounds theta three times (2^-24 of |theta| <= 2 each), and the update, at most
        // 0.01, some ten times relative to itself: 4e-7 a step bounds both.
        assertEquals(expected, theta[i], 4e-7 * (step + 1), "step " + step + ", index " + i);
      }
    }
    assertEquals(steps, adam.steps());
  }

  @Test
  void everyParameterOfALongVectorIsUpdatedAlike() {
    // Longer than several blocks, and not a multiple of a block.
    int size = 9001;
    NumpyGenerator generator = NumpyGenerator.ofSeed(2);
    float[] theta = new float[size];
    float[] g = new float[size];
    AdamConfig config = AdamConfig.adamW(1e-2, 1e-2);
    Adam whole = new Adam(config, size);
    Adam single = new Adam(config, 1);
    float[] last = new float[1];
    for (int step = 0; step < 5; step++) {
      for (int i = 0; i < size; i++) {
        g[i] = (float) generator.standardNormal();
      }
      whole.step(theta, g);
      single.step(last, new float[] {g[size - 1]});
      assertEquals(last[0], theta[size - 1]);
    }
  }

  @Test
  void theFirstStepOfAdamHasTheSizeOfTheLearningRate() {
    float[] theta = new float[] {1, 1};
    new Adam(AdamConfig.adam(0.25), 2).step(theta, new float[] {3, -0.01f});
    // m^ / sqrt(v^) = g / |g| up to epsilon / |g| = 1e-6 and a few units of rounding
    assertEquals(0.75, theta[0], 1e-6);
    assertEquals(1.25, theta[1], 1e-6);
  }

  @Test
  void momentsOfAUnitThatNoLongerFiresNeverBecomeDenormal() {
    Adam adam = new Adam(AdamConfig.adam(1e-3), 1);
    float[] theta = new float[1];
    float[] g = new float[] {1};
    for (int step = 0; step < 3000; step++) {
      adam.step(theta, g);
      g[0] = 0;
      TrainingState.Builder state = TrainingState.builder();
      adam.save("adam", state);
      float m = state.build().floats("adam.m", 1)[0];
      assertTrue(m == 0 || m >= Float.MIN_NORMAL, "m " + m + " after step " + step);
    }
  }

  @Test
  void vectorsOfAnotherLengthAreRejected() {
    Adam adam = new Adam(AdamConfig.adam(0.1), 2);
    float[] two = new float[2];
    float[] three = new float[3];
    assertThrows(InvalidValueException.class, () -> adam.step(three, two));
    var rejection = assertThrows(InvalidValueException.class, () -> adam.step(two, three));
    assertEquals("gradient: 3 values (expected: 2 values)", rejection.getMessage());
    assertThrows(InvalidValueException.class, () -> new AdamConfig(0.1, 1, 0.999, 1e-8, 0));
  }

  @Test
  void aRestoredOptimizerGoesOnBitForBit() {
    NumpyGenerator generator = NumpyGenerator.ofSeed(4);
    float[] gradients = new float[20];
    for (int i = 0; i < gradients.length; i++) {
      gradients[i] = (float) generator.standardNormal();
    }
    AdamConfig config = AdamConfig.adamW(1e-2, 1e-2);
    Adam first = new Adam(config, 2);
    float[] theta = new float[2];
    float[] resumed = new float[2];
    Adam second = new Adam(config, 2);
    for (int step = 0; step < 10; step++) {
      if (step == 6) {
        TrainingState.Builder state = TrainingState.builder();
        first.save("adam", state);
        second.restore("adam", state.build());
        System.arraycopy(theta, 0, resumed, 0, 2);
      }
      float[] g = Arrays.copyOfRange(gradients, 2 * step, 2 * step + 2);
      first.step(theta, g);
      if (step >= 6) {
        second.step(resumed, g);
      }
    }
    assertArrayEquals(theta, resumed);
    assertEquals(10, second.steps());
  }

  private static float[] floats(JsonNode array) {
    float[] values = new float[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) array.get(i).asDouble();
    }
    return values;
  }
}
