package io.papilio.core.numpy;

/**
 * NumPy's sum over a contiguous array: below 8 numbers one by one; up to 128 in eight running sums
 * that are added pairwise, with what is left over added one by one; beyond, each half by itself.
 *
 * <p>Reference: NumPy 2.4, {@code numpy.add.reduce}.
 */
public final class NumpySum {
  private static final int BLOCK = 128;

  private NumpySum() {}

  public static double of(double[] a) {
    return of(a, 0, a.length);
  }

  public static float of(float[] a) {
    return of(a, 0, a.length);
  }

  /** The sum of squares, as {@code numpy.square(a).sum()}. */
  public static double ofSquares(double[] a) {
    double[] squares = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      squares[i] = a[i] * a[i];
    }
    return of(squares);
  }

  private static double of(double[] a, int from, int to) {
    if (to - from > BLOCK) {
      int middle = middle(from, to);
      return of(a, from, middle) + of(a, middle, to);
    }
    double sum = 0;
    int i = from;
    if (to - from >= 8) {
      double[] r = new double[8];
      for (; i + 8 <= to; i += 8) {
        for (int k = 0; k < 8; k++) {
          r[k] += a[i + k];
        }
      }
      sum = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
    }
    for (; i < to; i++) {
      sum += a[i];
    }
    return sum;
  }

  private static float of(float[] a, int from, int to) {
    if (to - from > BLOCK) {
      int middle = middle(from, to);
      return of(a, from, middle) + of(a, middle, to);
    }
    float sum = 0;
    int i = from;
    if (to - from >= 8) {
      float[] r = new float[8];
      for (; i + 8 <= to; i += 8) {
        for (int k = 0; k < 8; k++) {
          r[k] += a[i + k];
        }
      }
      sum = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
    }
    for (; i < to; i++) {
      sum += a[i];
    }
    return sum;
  }

  /** The first half is a multiple of 8. */
  private static int middle(int from, int to) {
    int half = (to - from) / 2;
    return from + half - half % 8;
  }
}
