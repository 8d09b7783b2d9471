package io.papilio.core.space;

import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.util.List;

/**
 * The integers {@code start} to {@code start + n - 1} as scalars (Gymnasium's {@code Discrete}).
 *
 * @param dtype type of an element, an integer type
 */
public record Discrete(long n, long start, DType dtype) implements Space {
  public Discrete {
    Require.that(n > 0, "n", n, "> 0");
    Require.that(dtype.isInteger(), "dtype", dtype.numpyName(), "an integer type");
  }

  /** The int64 space. */
  public Discrete(long n, long start) {
    this(n, start, DType.INT64);
  }

  @Override
  public void check(String name, Element element) {
    if (!(element instanceof Tensor tensor) || !accepts(tensor.dtype())) {
      throw new InvalidValueException(name, element.describe(), "a scalar of " + dtype.numpyName());
    }
    tensor.requireShape(name, List.of());
    if (!contains(element)) {
      throw new InvalidValueException(name, tensor.getLong(0), start + " to " + (start + n - 1));
    }
  }

  @Override
  public boolean contains(Element element) {
    return element instanceof Tensor tensor
        && accepts(tensor.dtype())
        && tensor.shape().isEmpty()
        && isInRange(tensor, 0, start, n);
  }

  private boolean accepts(DType type) {
    return type.isInteger() && type.canCastTo(dtype);
  }

  /** Whether an integer lies in {@code start} to {@code start + n - 1}, without overflow. */
  static boolean isInRange(Tensor tensor, int index, long start, long n) {
    long value = tensor.getLong(index);
    boolean beyondLong = tensor.dtype() == DType.UINT64 && value < 0;
    return !beyondLong && value >= start && Long.compareUnsigned(value - start, n) < 0;
  }
}
