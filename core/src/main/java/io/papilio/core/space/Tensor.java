package io.papilio.core.space;

import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An immutable array: element type, shape and row-major little-endian bytes, as on the wire. An
 * empty shape is a scalar. Equality is equality of type, shape and every bit.
 */
public final class Tensor implements Element {
  private final DType dtype;
  private final List<Integer> shape;
  private final ByteBuffer bytes;

  private Tensor(DType dtype, List<Integer> shape, ByteBuffer bytes) {
    this.dtype = dtype;
    this.shape = shape;
    this.bytes = bytes;
  }

  /**
   * Wraps bytes without a copy; the caller must not change them afterwards.
   *
   * @throws InvalidValueException when the number of bytes does not fit type and shape
   */
  public static Tensor wrap(DType dtype, List<Integer> shape, ByteBuffer bytes) {
    long expected = (long) dtype.bytes() * size(shape);
    if (bytes.remaining() != expected) {
      throw new InvalidValueException("tensor", bytes.remaining() + " bytes", expected + " bytes");
    }
    return new Tensor(dtype, List.copyOf(shape), bytes.slice().order(ByteOrder.LITTLE_ENDIAN));
  }

  /** A float64 tensor; the values are copied. */
  public static Tensor float64(double[] values, int... shape) {
    ByteBuffer buffer = allocate(values.length * Double.BYTES);
    buffer.asDoubleBuffer().put(values);
    return wrap(DType.FLOAT64, shapeOf(values.length, shape), buffer);
  }

  /** A float32 tensor; the values are copied. */
  public static Tensor float32(float[] values, int... shape) {
    ByteBuffer buffer = allocate(values.length * Float.BYTES);
    buffer.asFloatBuffer().put(values);
    return wrap(DType.FLOAT32, shapeOf(values.length, shape), buffer);
  }

  /** An int64 tensor; the values are copied. */
  public static Tensor int64(long[] values, int... shape) {
    ByteBuffer buffer = allocate(values.length * Long.BYTES);
    buffer.asLongBuffer().put(values);
    return wrap(DType.INT64, shapeOf(values.length, shape), buffer);
  }

  /** A bool tensor; the values are copied. */
  public static Tensor bool(boolean[] values, int... shape) {
    ByteBuffer buffer = allocate(values.length);
    for (int i = 0; i < values.length; i++) {
      buffer.put(i, (byte) (values[i] ? 1 : 0));
    }
    return wrap(DType.BOOL, shapeOf(values.length, shape), buffer);
  }

  /** A float64 scalar. */
  public static Tensor scalar(double value) {
    ByteBuffer buffer = allocate(Double.BYTES).putDouble(0, value);
    return wrap(DType.FLOAT64, List.of(), buffer);
  }

  /** An int64 scalar. */
  public static Tensor scalar(long value) {
    return wrap(DType.INT64, List.of(), allocate(Long.BYTES).putLong(0, value));
  }

  public DType dtype() {
    return dtype;
  }

  public List<Integer> shape() {
    return shape;
  }

  /** Number of elements, 1 for a scalar. */
  public int size() {
    return bytes.capacity() / dtype.bytes();
  }

  /** The elements as a read-only little-endian buffer of its own position. */
  public ByteBuffer bytes() {
    return bytes.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Element {@code index} in row-major order as a double; uint64 and int64 may round. */
  public double getDouble(int index) {
    return switch (dtype) {
      case FLOAT64 -> bytes.getDouble(index * Double.BYTES);
      case FLOAT32 -> bytes.getFloat(index * Float.BYTES);
      case UINT64 -> unsignedToDouble(getLong(index));
      default -> getLong(index);
    };
  }

  /** Element {@code index} in row-major order as a long; only for integer types and bool. */
  public long getLong(int index) {
    return switch (dtype) {
      case BOOL, INT8 -> bytes.get(index);
      case UINT8 -> Byte.toUnsignedLong(bytes.get(index));
      case INT16 -> bytes.getShort(index * Short.BYTES);
      case UINT16 -> Short.toUnsignedLong(bytes.getShort(index * Short.BYTES));
      case INT32 -> bytes.getInt(index * Integer.BYTES);
      case UINT32 -> Integer.toUnsignedLong(bytes.getInt(index * Integer.BYTES));
      case INT64, UINT64 -> bytes.getLong(index * Long.BYTES);
      case FLOAT32, FLOAT64 ->
          throw new InvalidValueException("dtype", dtype.numpyName(), "an integer type");
    };
  }

  public boolean getBoolean(int index) {
    return getLong(index) != 0;
  }

  /** A copy of all elements as doubles, row-major. */
  public double[] toDoubles() {
    double[] values = new double[size()];
    if (dtype == DType.FLOAT64) {
      bytes().asDoubleBuffer().get(values);
    } else {
      Arrays.setAll(values, this::getDouble);
    }
    return values;
  }

  /** A copy of all elements as floats, row-major; float64 is rounded. */
  public float[] toFloats() {
    float[] values = new float[size()];
    if (dtype == DType.FLOAT32) {
      bytes().asFloatBuffer().get(values);
    } else {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) getDouble(i);
      }
    }
    return values;
  }

  /** Row {@code index} along the first axis, sharing memory. Shape: this shape without its head. */
  public Tensor row(int index) {
    return row(index, rowShape());
  }

  /** All rows along the first axis, sharing memory; not for a scalar. */
  public List<Element> rows() {
    List<Integer> rowShape = rowShape();
    List<Element> rows = new ArrayList<>(shape.get(0));
    for (int i = 0; i < shape.get(0); i++) {
      rows.add(row(i, rowShape));
    }
    return rows;
  }

  /** Rows of one type and shape, stacked along a new first axis. Shape: [rows.size(), ...]. */
  public static Tensor stack(List<Tensor> rows) {
    Tensor first = rows.get(0);
    ByteBuffer buffer = allocate(rows.size() * first.bytes.capacity());
    for (Tensor row : rows) {
      if (row.dtype != first.dtype || !row.shape.equals(first.shape)) {
        throw new InvalidValueException("row", row.describe(), first.describe());
      }
      buffer.put(row.bytes());
    }
    List<Integer> stacked = new ArrayList<>(List.of(rows.size()));
    stacked.addAll(first.shape);
    return wrap(first.dtype, stacked, buffer.flip());
  }

  /** Type and shape, for messages: {@code float64 [17]}. */
  @Override
  public String describe() {
    return dtype.numpyName() + " " + shape;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor that
        && dtype == that.dtype
        && shape.equals(that.shape)
        && bytes.equals(that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * dtype.hashCode() + shape.hashCode()) + bytes.hashCode();
  }

  @Override
  public String toString() {
    return describe()
        + (dtype.isFloating() && size() <= 32 ? " " + Arrays.toString(toDoubles()) : "");
  }

  /** Refuses with {@code name: shape [2] (expected: [3])} unless this is the shape. */
  void requireShape(String name, List<Integer> expected) {
    if (!shape.equals(expected)) {
      throw new InvalidValueException(name, "shape " + shape, expected.toString());
    }
  }

  /** This tensor as the only row of another, sharing memory. Shape: [1, ...]. */
  Tensor withLeadingAxis() {
    List<Integer> longer = new ArrayList<>(List.of(1));
    longer.addAll(shape);
    return new Tensor(dtype, List.copyOf(longer), bytes);
  }

  private List<Integer> rowShape() {
    return List.copyOf(shape.subList(1, shape.size()));
  }

  private Tensor row(int index, List<Integer> rowShape) {
    int rowBytes = dtype.bytes() * Math.toIntExact(size(rowShape));
    ByteBuffer row = bytes.slice(index * rowBytes, rowBytes).order(ByteOrder.LITTLE_ENDIAN);
    return new Tensor(dtype, rowShape, row);
  }

  private static double unsignedToDouble(long value) {
    // Halved with the lost bit kept sticky, so that doubling rounds once, to nearest even.
    return value >= 0 ? value : 2.0 * ((value >>> 1) | (value & 1));
  }

  private static ByteBuffer allocate(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static List<Integer> shapeOf(int length, int... shape) {
    return shape.length == 0 ? List.of(length) : Arrays.stream(shape).boxed().toList();
  }

  private static long size(List<Integer> shape) {
    long size = 1;
    for (int n : shape) {
      Require.that(n >= 0, "shape", shape, "no negative dimension");
      size *= n;
    }
    return size;
  }
}
