package io.papilio.core.space;

/** A point of a {@link Text} space. */
public record TextElement(String text) implements Element {
  @Override
  public String describe() {
    return "text '" + text + "'";
  }
}
