package io.papilio.learner.network;

import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.validation.Require;

/**
 * Sets each number to zero with a probability, and scales those that stay so that the mean does not
 * change.
 *
 * <p>Source: Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting"
 * (2014).
 *
 * @param rate probability of zero
 */
public record Dropout(double rate) {
  public static final Dropout NONE = new Dropout(0);

  public Dropout {
    Require.that(rate >= 0 && rate < 1, "dropout", rate, ">= 0 and < 1");
  }

  /** Whether any number is set to zero. */
  boolean isActive() {
    return rate > 0;
  }

  /** Draws the factors of so many numbers, each 0 or 1 / (1 - rate). Shape: [size]. */
  float[] mask(int size, NumpyGenerator generator) {
    float kept = (float) (1 / (1 - rate));
    long threshold = (long) Math.rint(rate * 0x1p32);
    float[] mask = new float[size];
    // A draw of 64 bits decides two numbers.
    for (int i = 0; i < size; i += 2) {
      long bits = generator.nextLong();
      mask[i] = (bits & 0xffffffffL) < threshold ? 0 : kept;
      if (i + 1 < size) {
        mask[i + 1] = bits >>> 32 < threshold ? 0 : kept;
      }
    }
    return mask;
  }
}
