package io.papilio.core.space;

import io.papilio.core.validation.InvalidValueException;

/** The set that observations or actions come from; kinds and names are Gymnasium's. */
public sealed interface Space
    permits Box, Discrete, MultiDiscrete, MultiBinary, Text, Tuple, Dict, Sequence, OneOf, Graph {

  /**
   * Rejects an element that cannot be of this space because of its kind, type, shape, NaN or
   * infinity. Finite values outside a box's bounds pass, as in Gymnasium's MuJoCo environments.
   *
   * @param name what the element is called in the message, for example {@code action}
   * @throws InvalidValueException {@code action: shape [4] (expected: [3])}
   */
  void check(String name, Element element);

  /**
   * Whether the element is of this space, bounds included, as Gymnasium's {@code contains} says of
   * arrays, tuples, dictionaries and strings. Python's lists and numbers, which Gymnasium turns
   * into arrays first, have no counterpart here.
   */
  boolean contains(Element element);

  /** About how many bytes an element has; 0 for kinds that are small or have no largest one. */
  default long bytes() {
    return 0;
  }
}
