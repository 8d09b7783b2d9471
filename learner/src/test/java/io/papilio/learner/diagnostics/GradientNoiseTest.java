package io.papilio.learner.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class GradientNoiseTest {
  /**
   * Mean (2, 1), squared deviations 1 + 1 and 4 + 4: variance 10 / (2 - 1), squared norm 5 - 10/2.
   */
  @Test
  void twoGradientsWorkedOutByHand() {
    GradientNoise noise = GradientNoise.of(List.of(new float[] {1, 3}, new float[] {3, -1}));
    assertEquals(10, noise.variance(), 1e-12);
    assertEquals(0, noise.squaredNorm(), 1e-12);
  }

  @Test
  void equalGradientsHaveNoNoise() {
    float[] gradient = {3, 4};
    GradientNoise noise = GradientNoise.of(List.of(gradient, gradient, gradient));
    assertEquals(0, noise.variance());
    assertEquals(25, noise.squaredNorm());
    assertEquals(0, noise.ratio());
  }

  /** Mean 2, deviations -1, 0, 1: variance 2 / 2, squared norm 4 - 1/3. */
  @Test
  void threeGradientsWorkedOutByHand() {
    GradientNoise noise =
        GradientNoise.of(List.of(new float[] {1}, new float[] {2}, new float[] {3}));
    assertEquals(1, noise.variance(), 1e-12);
    assertEquals(4 - 1 / 3.0, noise.squaredNorm(), 1e-12);
    assertEquals(3 / 11.0, noise.ratio(), 1e-12);
  }
}
