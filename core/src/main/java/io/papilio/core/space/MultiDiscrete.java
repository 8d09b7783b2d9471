package io.papilio.core.space;

import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.util.stream.IntStream;

/**
 * A product of ranges of integers, {@code start} to {@code start + nvec - 1} each (Gymnasium's
 * {@code MultiDiscrete}).
 *
 * @param nvec sizes of the ranges, int64, each at least 1
 * @param start first integers, int64 and of the same shape
 * @param dtype type of an element, an integer type
 */
public record MultiDiscrete(Tensor nvec, Tensor start, DType dtype) implements Space {
  public MultiDiscrete {
    Require.that(nvec.dtype() == DType.INT64, "nvec", nvec.describe(), "int64");
    Require.that(
        start.dtype() == DType.INT64 && start.shape().equals(nvec.shape()),
        "start",
        start.describe(),
        nvec.describe());
    Require.that(dtype.isInteger(), "dtype", dtype.numpyName(), "an integer type");
    for (int i = 0; i < nvec.size(); i++) {
      Require.that(nvec.getLong(i) > 0, "nvec", nvec.getLong(i), "> 0");
    }
  }

  /** The int64 space of vectors whose elements run from 0 to the given numbers less 1. */
  public static MultiDiscrete of(long... nvec) {
    return new MultiDiscrete(Tensor.int64(nvec), Tensor.int64(new long[nvec.length]), DType.INT64);
  }

  @Override
  public void check(String name, Element element) {
    if (!(element instanceof Tensor tensor) || !tensor.dtype().canCastTo(dtype)) {
      throw new InvalidValueException(name, element.describe(), "a tensor of " + dtype.numpyName());
    }
    tensor.requireShape(name, nvec.shape());
    for (int i = 0; i < tensor.size(); i++) {
      if (!isInRange(tensor, i)) {
        long first = start.getLong(i);
        throw new InvalidValueException(
            name,
            tensor.getLong(i) + " at index " + i,
            first + " to " + (first + nvec.getLong(i) - 1));
      }
    }
  }

  @Override
  public boolean contains(Element element) {
    return element instanceof Tensor tensor
        && tensor.dtype().canCastTo(dtype)
        && tensor.shape().equals(nvec.shape())
        && IntStream.range(0, tensor.size()).allMatch(i -> isInRange(tensor, i));
  }

  private boolean isInRange(Tensor tensor, int index) {
    return Discrete.isInRange(tensor, index, start.getLong(index), nvec.getLong(index));
  }
}
