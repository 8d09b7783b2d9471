package io.papilio.learner.minari;

import io.papilio.core.env.DType;
import io.papilio.core.env.Tensor;
import io.papilio.core.validation.InvalidValueException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Tensors as Java's arrays of arrays, which is what jHDF writes. */
final class NestedArrays {
  private NestedArrays() {}

  /** A copy; unsigned integers become the signed ones of the same bits. */
  static Object of(Tensor tensor) {
    if (tensor.shape().size() > 1) {
      int rows = tensor.shape().get(0);
      Object first = of(tensor.row(0));
      Object array = Array.newInstance(first.getClass(), rows);
      Array.set(array, 0, first);
      for (int i = 1; i < rows; i++) {
        Array.set(array, i, of(tensor.row(i)));
      }
      return array;
    }
    int n = tensor.size();
    ByteBuffer bytes = tensor.bytes();
    switch (tensor.dtype()) {
      case FLOAT64 -> {
        return tensor.toDoubles();
      }
      case FLOAT32 -> {
        return tensor.toFloats();
      }
      case INT64, UINT64 -> {
        long[] values = new long[n];
        bytes.asLongBuffer().get(values);
        return values;
      }
      case INT32, UINT32 -> {
        int[] values = new int[n];
        bytes.asIntBuffer().get(values);
        return values;
      }
      case INT16, UINT16 -> {
        short[] values = new short[n];
        bytes.asShortBuffer().get(values);
        return values;
      }
      case INT8, UINT8 -> {
        byte[] values = new byte[n];
        bytes.get(values);
        return values;
      }
      case BOOL -> {
        boolean[] values = new boolean[n];
        for (int i = 0; i < n; i++) {
          values[i] = tensor.getBoolean(i);
        }
        return values;
      }
    }
    throw new IllegalStateException("every type is above");
  }

  /**
   * The tensor of a flat array: floats and doubles as they are, integers as {@code integers}.
   *
   * @param name for messages
   */
  static Tensor read(String name, Object flat, DType integers, List<Integer> shape) {
    int[] axes = shape.stream().mapToInt(Integer::intValue).toArray();
    if (flat instanceof double[] values) {
      return Tensor.float64(values, axes);
    } else if (flat instanceof float[] values) {
      return Tensor.float32(values, axes);
    } else if (flat instanceof boolean[] flags) {
      return Tensor.bool(flags, axes);
    } else if (!(flat instanceof long[]
        || flat instanceof int[]
        || flat instanceof short[]
        || flat instanceof byte[])) {
      throw new InvalidValueException(name, flat.getClass().getSimpleName(), "numbers");
    }
    int n = Array.getLength(flat);
    ByteBuffer bytes = ByteBuffer.allocate(n * integers.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < n; i++) {
      long value = Array.getLong(flat, i);
      switch (integers.bytes()) {
        case 8 -> bytes.putLong(value);
        case 4 -> bytes.putInt((int) value);
        case 2 -> bytes.putShort((short) value);
        default -> bytes.put((byte) value);
      }
    }
    return Tensor.wrap(integers, shape, bytes.flip());
  }
}
