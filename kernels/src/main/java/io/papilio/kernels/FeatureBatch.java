package io.papilio.kernels;

import io.papilio.core.validation.Require;

/**
 * Activations of a minibatch, feature by feature: what {@link LinearLayer} reads and writes. Shape:
 * [features, stride], the stride being the number of rows rounded up to whole vectors.
 */
public final class FeatureBatch {
  /** Floats in the widest vector, and in a cache line: strides are multiples of it. */
  static final int PANEL = 16;

  final float[] values;
  int stride;
  private final int features;
  private final int capacity;

  /**
   * @param rows the most rows it holds
   */
  public FeatureBatch(int features, int rows) {
    this.features = Require.positive(features, "features");
    this.capacity = Require.positive(rows, "rows");
    this.stride = strideOf(rows);
    this.values = new float[Math.multiplyExact(features, stride)];
  }

  /** Numbers in a row. */
  public int features() {
    return features;
  }

  /**
   * Takes rows in, over those of before.
   *
   * @param rows n of them. Shape: [n, features], {@code row} floats apart
   * @param n no more than it holds
   */
  public void setRows(float[] rows, int row, int n) {
    prepare(n);
    requireLength("rows", rows.length, (long) (n - 1) * row + features);
    NativeKernels.transpose(rows, 0, n, features, row, values, stride);
  }

  /**
   * Copies the first n rows out.
   *
   * @param rows takes them. Shape: [n, features], {@code row} floats apart
   */
  public void copyRows(float[] rows, int row, int n) {
    requireRows(n);
    requireLength("rows", rows.length, (long) (n - 1) * row + features);
    NativeKernels.transpose(values, 0, features, n, stride, rows, row);
  }

  /** Drops all rows but the chosen ones, in rising order. */
  public void keep(int[] chosen, int count) {
    int narrow = strideOf(count);
    for (int feature = 0; feature < features; feature++) {
      for (int row = 0; row < count; row++) {
        values[feature * narrow + row] = values[feature * stride + chosen[row]];
      }
    }
    stride = narrow;
  }

  /** Makes room for n rows that a layer computes from those of another batch. */
  void prepare(int n) {
    requireRows(n);
    stride = strideOf(n);
  }

  /**
   * Multiplies each activation of the first n rows by a factor.
   *
   * @param factors shape: [features, n]
   */
  public void multiply(float[] factors, int n) {
    requireRows(n);
    requireLength("factors", factors.length, (long) features * n);
    for (int feature = 0; feature < features; feature++) {
      for (int row = 0; row < n; row++) {
        values[feature * stride + row] *= factors[feature * n + row];
      }
    }
  }

  void requireRows(int n) {
    Require.that(n >= 0 && n <= capacity, "rows", n, "at most " + capacity);
  }

  /**
   * An odd number of cache lines, where rows take more than two: every few lines apart, features
   * would share a few places of the first-level cache.
   */
  static int strideOf(int n) {
    int lines = Math.max(1, roundUp(n) / PANEL);
    return (lines > 2 ? lines | 1 : lines) * PANEL;
  }

  static void requireLength(String name, int length, long least) {
    Require.that(length >= least, name, length + " values", "at least " + least);
  }

  static int roundUp(int count) {
    return Math.addExact(count, PANEL - 1) / PANEL * PANEL;
  }
}
