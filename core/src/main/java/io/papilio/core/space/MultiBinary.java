package io.papilio.core.space;

import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.util.List;
import java.util.stream.IntStream;

/** Arrays of 0 and 1, of int8 or any other type (Gymnasium's {@code MultiBinary}). */
public record MultiBinary(List<Integer> shape) implements Space {
  public MultiBinary {
    shape = List.copyOf(shape);
    Require.that(shape.stream().allMatch(n -> n > 0), "shape", shape, "numbers > 0");
  }

  @Override
  public void check(String name, Element element) {
    if (!(element instanceof Tensor tensor)) {
      throw new InvalidValueException(name, element.describe(), "a tensor");
    }
    tensor.requireShape(name, shape);
    for (int i = 0; i < tensor.size(); i++) {
      if (!isBit(tensor, i)) {
        throw new InvalidValueException(name, tensor.getDouble(i) + " at index " + i, "0 or 1");
      }
    }
  }

  @Override
  public boolean contains(Element element) {
    return element instanceof Tensor tensor
        && tensor.shape().equals(shape)
        && IntStream.range(0, tensor.size()).allMatch(i -> isBit(tensor, i));
  }

  private static boolean isBit(Tensor tensor, int index) {
    double value = tensor.getDouble(index);
    return value == 0 || value == 1;
  }
}
