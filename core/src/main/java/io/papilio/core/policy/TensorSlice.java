package io.papilio.core.policy;

import java.util.List;

/**
 * A named, contiguous, row-major piece of a flat parameter vector.
 *
 * @param name the tensor's name in a file
 * @param offset index of its first element in the flat vector
 * @param shape its dimensions
 */
public record TensorSlice(String name, int offset, List<Integer> shape) {
  public TensorSlice {
    shape = List.copyOf(shape);
  }

  /** Number of elements. */
  public int size() {
    int size = 1;
    for (int dimension : shape) {
      size *= dimension;
    }
    return size;
  }
}
