package io.papilio.learner.cloning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.random.RandomStreams;
import org.junit.jupiter.api.Test;

class InputNoiseTest {
  private static final InputNoise NOISE = new InputNoise(0.5, RandomStreams.of(1));

  private static float[] inputs(long step) {
    float[] inputs = new float[10_000];
    NOISE.addTo(inputs, step);
    return inputs;
  }

  /** Of 10,000 draws the deviation is known to 0.7 percent, the mean to 0.005. */
  @Test
  void noiseHasItsDeviation() {
    double sum = 0;
    double squares = 0;
    for (float x : inputs(3)) {
      sum += x;
      squares += x * x;
    }
    assertEquals(0, sum / 10_000, 0.02);
    assertEquals(0.5, Math.sqrt(squares / 10_000), 0.015);
  }

  @Test
  void aStepHasItsOwnNoise() {
    assertArrayEquals(inputs(3), inputs(3));
    assertNotEquals(inputs(3)[0], inputs(4)[0]);
  }

  @Test
  void noDeviationIsNoNoise() {
    assertTrue(InputNoise.of(0, RandomStreams.of(1)).isEmpty());
  }
}
