package io.papilio.core.space;

/**
 * A point of a {@link OneOf}.
 *
 * @param index of the sub-space that the element is from
 */
public record OneOfElement(int index, Element element) implements Element {
  @Override
  public String describe() {
    return "element of sub-space " + index;
  }
}
