package io.papilio.core.space;

/** A point of a {@link Space}: an observation or an action. */
public sealed interface Element
    permits Tensor, TextElement, ListElement, DictElement, OneOfElement, GraphElement {

  /** Kind and form, for messages, for example {@code float64 [17]}. */
  String describe();

  /**
   * This element as a tensor.
   *
   * @throws ClassCastException when the element is of a composite space
   */
  default Tensor asTensor() {
    return (Tensor) this;
  }
}
