package io.papilio.kernels;

import io.papilio.core.validation.Require;

/**
 * A linear layer y = W x + b inside a flat vector of parameters: the weight, row-major [out, in],
 * then the bias [out], as in PyTorch's {@code Linear}.
 *
 * @param in numbers in a row of inputs
 * @param out numbers in a row of outputs
 */
public record LinearLayer(int in, int out) {
  /** Multiply-adds that take some 10 microseconds, several times what a thread costs. */
  private static final long WORTHWHILE = 1 << 19;

  /** Rows of a block in the fastest kernels. */
  private static final int UNIT = 12;

  public LinearLayer {
    Require.positive(in, "in");
    Require.positive(out, "out");
  }

  /** Numbers of weight and bias. */
  public int parameterCount() {
    return Math.multiplyExact(in + 1, out);
  }

  /**
   * y = W x + b, or max(0, W x + b).
   *
   * @param parameters this layer's begin at {@code offset}
   * @param x of {@code in} features
   * @param y takes the outputs; of {@code out} features
   * @param n number of rows
   */
  public void forward(
      float[] parameters, int offset, FeatureBatch x, FeatureBatch y, int n, boolean rectify) {
    requireParameters(parameters, offset);
    y.prepare(n);
    requireBatch("x", x, in, n, y.stride);
    requireBatch("y", y, out, n, y.stride);
    slice(
        out,
        n,
        (from, to) ->
            NativeKernels.forward(
                KernelVariant.current().code(),
                parameters,
                offset,
                offset + in * out,
                in,
                from,
                to,
                x.values,
                y.values,
                x.stride,
                n,
                rectify));
  }

  /**
   * dJ/dx = W^T dJ/dy for some of the inputs, and zero where those are not positive, if they are
   * the outputs of max(0, .).
   *
   * @param delta dJ/dy
   * @param hidden the inputs x of the forward pass, of {@code columns} features; null to pass the
   *     gradient on whatever they were
   * @param first the first input wanted
   * @param result takes dJ/dx of as many inputs as it has features
   */
  public void backward(
      float[] parameters,
      int offset,
      FeatureBatch delta,
      FeatureBatch hidden,
      int first,
      FeatureBatch result,
      int n) {
    requireParameters(parameters, offset);
    int columns = result.features();
    Require.that(
        first >= 0 && first + columns <= in, "columns", first + columns, "within 0 to " + in);
    result.prepare(n);
    requireBatch("delta", delta, out, n, result.stride);
    requireBatch("result", result, columns, n, result.stride);
    if (hidden != null) {
      requireBatch("hidden", hidden, columns, n, delta.stride);
    }
    slice(
        columns,
        n,
        (from, to) ->
            NativeKernels.backward(
                KernelVariant.current().code(),
                parameters,
                offset + first,
                in,
                out,
                delta.values,
                hidden == null ? null : hidden.values,
                from,
                to,
                result.values,
                delta.stride,
                n));
  }

  /**
   * dJ/dW = sum_rows dJ/dy x^T and dJ/db = sum_rows dJ/dy, over whatever stood there.
   *
   * @param delta dJ/dy
   * @param rows the inputs x, row by row, each padded to {@link #rowLength}. Shape: [n, rowLength]
   * @param gradient takes both from {@code offset} on
   */
  public void gradient(FeatureBatch delta, float[] rows, int n, float[] gradient, int offset) {
    requireParameters(gradient, offset);
    requireBatch("delta", delta, out, n, delta.stride);
    FeatureBatch.requireLength("rows", rows.length, (long) n * rowLength());
    slice(
        out,
        n,
        (from, to) ->
            NativeKernels.gradient(
                KernelVariant.current().code(),
                delta.values,
                delta.stride,
                from,
                to,
                rows,
                rowLength(),
                n,
                gradient,
                offset,
                offset + in * out,
                in));
  }

  /** Splits the rows or columns of W among the threads, if there is enough to do. */
  private void slice(int size, int n, WorkerThreads.Slice slice) {
    if ((long) n * in * out < WORTHWHILE) {
      slice.run(0, size);
    } else {
      WorkerThreads.slice(size, UNIT, slice);
    }
  }

  /** Floats from one row of inputs to the next in {@link #gradient}. */
  public int rowLength() {
    return FeatureBatch.strideOf(in);
  }

  private void requireParameters(float[] parameters, int offset) {
    Require.nonNegative(offset, "offset");
    FeatureBatch.requireLength("parameters", parameters.length, (long) offset + parameterCount());
  }

  private static void requireBatch(
      String name, FeatureBatch batch, int features, int n, int stride) {
    Require.that(batch.features() == features, name, batch.features() + " features", "" + features);
    Require.that(batch.stride == stride, name, "another number of rows", "" + n);
    batch.requireRows(n);
  }
}
