package io.papilio.core.space;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** NumPy's arithmetic on arrays of floats. */
public final class TensorMath {
  private TensorMath() {}

  /** A value for each place of an array. */
  @FunctionalInterface
  public interface Entry {
    double at(int index, double value);
  }

  /** The type in which NumPy computes with an array of the one and an array of the other type. */
  public static DType promote(DType one, DType other) {
    return one == DType.FLOAT64 || other == DType.FLOAT64 || !one.canCastTo(DType.FLOAT32)
        ? DType.FLOAT64
        : DType.FLOAT32;
  }

  /** A new array of the shape of this one and the type that it and another give together. */
  public static Tensor map(Tensor values, DType other, Entry entry) {
    return tensor(
        promote(values.dtype(), other),
        values.shape(),
        i -> entry.at(i, values.getDouble(i)),
        values.size());
  }

  /** An array of floats, rounded to its type. */
  public static Tensor tensor(
      DType dtype, List<Integer> shape, IntToDoubleFunction values, int size) {
    ByteBuffer bytes = ByteBuffer.allocate(size * dtype.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < size; i++) {
      if (dtype == DType.FLOAT32) {
        bytes.putFloat((float) values.applyAsDouble(i));
      } else {
        bytes.putDouble(values.applyAsDouble(i));
      }
    }
    return Tensor.wrap(dtype, shape, bytes.flip());
  }
}
