package io.papilio.core.space;

import io.papilio.core.validation.InvalidValueException;
import java.util.List;
import java.util.Optional;

/**
 * Any number of elements of one space (Gymnasium's {@code Sequence}).
 *
 * @param stack whether a point is a {@link Batch} of the elements instead of a list of them
 */
public record Sequence(Space space, boolean stack) implements Space {
  @Override
  public void check(String name, Element element) {
    List<Element> items =
        items(element)
            .orElseThrow(
                () ->
                    new InvalidValueException(
                        name, element.describe(), stack ? "a batch" : "a list"));
    for (int i = 0; i < items.size(); i++) {
      space.check(name + "[" + i + "]", items.get(i));
    }
  }

  @Override
  public boolean contains(Element element) {
    return items(element).filter(items -> items.stream().allMatch(space::contains)).isPresent();
  }

  private Optional<List<Element>> items(Element element) {
    if (stack) {
      return BatchSplitter.split(space, element);
    }
    return element instanceof ListElement list ? Optional.of(list.elements()) : Optional.empty();
  }
}
