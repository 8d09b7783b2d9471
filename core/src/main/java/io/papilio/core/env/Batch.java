package io.papilio.core.env;

import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A batch: n elements of one space as a single element. A tensor has one more axis in front. */
public final class Batch {
  private Batch() {}

  /** The elements as one. Tensors: shape [elements.size(), ...]. */
  public static Element of(List<? extends Element> elements) {
    return Tensor.stack(elements.stream().map(Element::asTensor).toList());
  }

  /** Element {@code index} of a batch. */
  public static Element get(Element batch, int index) {
    return batch.asTensor().row(index);
  }

  /**
   * Refuses what is no batch of {@code size} elements with the shape of the space; the elements
   * themselves are not looked at.
   *
   * @throws InvalidValueException {@code action: shape [2, 4] (expected: [2, 3])}
   */
  public static void checkShape(Space space, String name, Element batch, int size) {
    List<Integer> expected = new ArrayList<>(List.of(size));
    expected.addAll(space instanceof Box box ? box.shape() : List.of());
    if (!(batch instanceof Tensor tensor)) {
      throw new InvalidValueException(name, batch.getClass().getSimpleName(), "a tensor");
    }
    Require.that(
        tensor.shape().equals(expected), name, "shape " + tensor.shape(), expected.toString());
  }

  /** An element of the same kind, type and shape, all zero. */
  static Element zeroLike(Element element) {
    Tensor tensor = element.asTensor();
    ByteBuffer zeros = ByteBuffer.allocate(tensor.size() * tensor.dtype().bytes());
    return Tensor.wrap(tensor.dtype(), tensor.shape(), zeros);
  }
}
