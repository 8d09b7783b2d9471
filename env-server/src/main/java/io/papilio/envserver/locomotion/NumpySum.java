package io.papilio.envserver.locomotion;

import io.papilio.core.validation.Require;

/**
 * NumPy's sum over a contiguous array of at most 128 numbers: below 8 one by one, else in eight
 * running sums that are added pairwise, with what is left over added one by one.
 *
 * <p>Reference: NumPy 2.4, {@code numpy.add.reduce}.
 */
final class NumpySum {
  /** Longer arrays are halved first, which no environment needs. */
  private static final int MAX_SIZE = 128;

  private NumpySum() {}

  static double of(double[] a) {
    checkSize(a.length);
    double sum = 0;
    int i = 0;
    if (a.length >= 8) {
      double[] r = new double[8];
      for (; i + 8 <= a.length; i += 8) {
        for (int k = 0; k < 8; k++) {
          r[k] += a[i + k];
        }
      }
      sum = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
    }
    for (; i < a.length; i++) {
      sum += a[i];
    }
    return sum;
  }

  static float of(float[] a) {
    checkSize(a.length);
    float sum = 0;
    int i = 0;
    if (a.length >= 8) {
      float[] r = new float[8];
      for (; i + 8 <= a.length; i += 8) {
        for (int k = 0; k < 8; k++) {
          r[k] += a[i + k];
        }
      }
      sum = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
    }
    for (; i < a.length; i++) {
      sum += a[i];
    }
    return sum;
  }

  private static void checkSize(int size) {
    Require.that(size <= MAX_SIZE, "array", "size " + size, "at most " + MAX_SIZE);
  }
}
