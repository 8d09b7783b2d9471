package io.papilio.core.space;

import java.util.List;

/** A point of a {@link Tuple} or of a {@link Sequence} without stack. */
public record ListElement(List<Element> elements) implements Element {
  public ListElement {
    elements = List.copyOf(elements);
  }

  @Override
  public String describe() {
    return "list of " + elements.size();
  }
}
