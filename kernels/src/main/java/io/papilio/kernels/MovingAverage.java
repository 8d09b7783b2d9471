package io.papilio.kernels;

import io.papilio.core.validation.Require;
import java.util.Arrays;

/**
 * A running weighted mean of vectors in two floats a number, as in Kahan's summation: a change of
 * less than half a unit in the last place of the mean is not lost. Shape: [size].
 */
public final class MovingAverage {
  /** Blocks begin and end at multiples of it, but for the last. */
  public static final int UNIT = 64;

  private final int size;
  private final float[] mean;
  private final float[] lost;

  /**
   * @param start copied. Shape: [size]
   */
  public MovingAverage(float[] start) {
    size = start.length;
    mean = new float[Math.addExact(size, UNIT - 1) / UNIT * UNIT];
    lost = new float[mean.length];
    System.arraycopy(start, 0, mean, 0, size);
  }

  public int size() {
    return size;
  }

  /** A copy of the mean. Shape: [size] */
  public float[] mean() {
    return Arrays.copyOf(mean, size);
  }

  /** A copy of what float32 cannot hold of the mean. Shape: [size] */
  public float[] lost() {
    return Arrays.copyOf(lost, size);
  }

  /** Replaces both. */
  public void set(float[] newMean, float[] newLost) {
    System.arraycopy(newMean, 0, mean, 0, size);
    System.arraycopy(newLost, 0, lost, 0, size);
  }

  /** Replaces a block by the vector. */
  public void set(int at, float[] vector, int from, int length) {
    System.arraycopy(vector, from, mean, at, length);
    Arrays.fill(lost, at, at + length, 0);
  }

  /**
   * mean = c_n mean + sum_j c_j x_j over a block, for n weights that sum to 1 with c_n.
   *
   * @param at the block's first index, a multiple of {@value #UNIT}
   * @param vectors the blocks of the x_j. Shape: [n, stride]
   * @param stride a multiple of {@value #UNIT}, at least {@code length}
   * @param weights c_0 to c_n. Shape: [n + 1]
   * @param length of the block
   */
  public void mix(int at, float[] vectors, int stride, float[] weights, int length) {
    int n = weights.length - 1;
    int padded = (length + UNIT - 1) / UNIT * UNIT;
    Require.that(at >= 0 && at % UNIT == 0, "at", at, "a multiple of " + UNIT);
    Require.that(
        length >= 0 && padded <= stride && padded <= mean.length - at,
        "length",
        length,
        "at most " + Math.min(stride, mean.length - at));
    Require.that(vectors.length >= n * stride, "vectors", vectors.length, n + " of " + stride);
    NativeKernels.mix(
        KernelVariant.current().ordinal(), mean, lost, at, vectors, stride, weights, n, padded);
  }
}
