package io.papilio.core.env;

import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;

/**
 * The integers {@code start} to {@code start + n - 1} as int64 scalars (Gymnasium's {@code
 * Discrete}).
 */
public record Discrete(long n, long start) implements Space {
  public Discrete {
    Require.that(n > 0, "n", n, "> 0");
  }

  @Override
  public void check(String name, Element element) {
    if (!(element instanceof Tensor tensor) || tensor.dtype() != DType.INT64) {
      throw new InvalidValueException(name, describe(element), "an int64 scalar");
    }
    Require.that(tensor.shape().isEmpty(), name, "shape " + tensor.shape(), "[]");
    Require.that(contains(element), name, tensor.getLong(0), start + " to " + (start + n - 1));
  }

  @Override
  public boolean contains(Element element) {
    return element instanceof Tensor tensor
        && tensor.dtype() == DType.INT64
        && tensor.shape().isEmpty()
        && tensor.getLong(0) >= start
        && tensor.getLong(0) - start < n;
  }

  private static String describe(Element element) {
    return element instanceof Tensor tensor
        ? tensor.describe()
        : element.getClass().getSimpleName();
  }
}
