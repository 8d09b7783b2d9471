package io.papilio.kernels;

import io.papilio.core.validation.Require;

/**
 * Activations of up to {@link #capacity} rows, feature by feature: what {@link LinearLayer} reads
 * and writes. Shape: [features, capacity], the capacity rounded up to whole vectors.
 */
public final class FeatureBatch {
  /** Floats in the widest vector: capacities are multiples of it. */
  static final int PANEL = 16;

  final float[] values;
  final int stride;
  private final int features;

  /**
   * @param rows the most rows it holds
   */
  public FeatureBatch(int features, int rows) {
    this.features = Require.positive(features, "features");
    this.stride = roundUp(Require.positive(rows, "rows"));
    this.values = new float[Math.multiplyExact(features, stride)];
  }

  /** Numbers in a row. */
  public int features() {
    return features;
  }

  /** The most rows it holds. */
  public int capacity() {
    return stride;
  }

  /**
   * Takes rows in.
   *
   * @param rows n of them. Shape: [n, features], {@code row} floats apart
   * @param n at most the capacity
   */
  public void setRows(float[] rows, int row, int n) {
    requireRows(n);
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

  /** Moves the chosen rows, in rising order, to the front. */
  public void keep(int[] chosen, int count) {
    for (int feature = 0; feature < features; feature++) {
      int start = feature * stride;
      for (int row = 0; row < count; row++) {
        values[start + row] = values[start + chosen[row]];
      }
    }
  }

  void requireRows(int n) {
    Require.that(n >= 0 && n <= stride, "rows", n, "at most " + stride);
  }

  static void requireLength(String name, int length, long least) {
    Require.that(length >= least, name, length + " values", "at least " + least);
  }

  static int roundUp(int count) {
    return Math.addExact(count, PANEL - 1) / PANEL * PANEL;
  }
}
