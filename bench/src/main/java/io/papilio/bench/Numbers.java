package io.papilio.bench;

import java.util.Random;

/** Numbers to compute with. */
final class Numbers {
  private static final float SCALE = 0.05f;

  private Numbers() {}

  /** Small normal numbers, as weights and gradients are. */
  static float[] normal(Random random, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = SCALE * (float) random.nextGaussian();
    }
    return values;
  }
}
