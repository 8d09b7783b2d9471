package io.papilio.core.space;

import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One element of each sub-space, in order (Gymnasium's {@code Tuple}). A tensor counts as the list
 * of its rows.
 */
public record Tuple(List<Space> spaces) implements Space {
  public Tuple {
    spaces = List.copyOf(spaces);
  }

  @Override
  public long bytes() {
    return spaces.stream().mapToLong(Space::bytes).sum();
  }

  @Override
  public void check(String name, Element element) {
    List<Element> parts =
        parts(element)
            .orElseThrow(() -> new InvalidValueException(name, element.describe(), "a list"));
    Require.that(parts.size() == spaces.size(), name, "size " + parts.size(), "" + spaces.size());
    for (int i = 0; i < parts.size(); i++) {
      spaces.get(i).check(name + "[" + i + "]", parts.get(i));
    }
  }

  @Override
  public boolean contains(Element element) {
    return parts(element)
        .filter(parts -> parts.size() == spaces.size())
        .filter(
            parts ->
                IntStream.range(0, parts.size())
                    .allMatch(i -> spaces.get(i).contains(parts.get(i))))
        .isPresent();
  }

  private static Optional<List<Element>> parts(Element element) {
    if (element instanceof ListElement list) {
      return Optional.of(list.elements());
    }
    return element instanceof Tensor tensor && !tensor.shape().isEmpty()
        ? Optional.of(tensor.rows())
        : Optional.empty();
  }
}
