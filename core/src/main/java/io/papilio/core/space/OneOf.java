package io.papilio.core.space;

import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.util.List;

/** An element of one of the sub-spaces, with the index of that one (Gymnasium's {@code OneOf}). */
public record OneOf(List<Space> spaces) implements Space {
  public OneOf {
    spaces = List.copyOf(spaces);
    Require.that(!spaces.isEmpty(), "spaces", "none", "at least one");
  }

  @Override
  public void check(String name, Element element) {
    if (!(element instanceof OneOfElement chosen)) {
      throw new InvalidValueException(
          name, element.describe(), "the index of a sub-space and an element");
    }
    Require.that(
        hasSpace(chosen.index()), name, "index " + chosen.index(), "0 to " + (spaces.size() - 1));
    spaces.get(chosen.index()).check(name + "." + chosen.index(), chosen.element());
  }

  @Override
  public boolean contains(Element element) {
    return element instanceof OneOfElement chosen
        && hasSpace(chosen.index())
        && spaces.get(chosen.index()).contains(chosen.element());
  }

  private boolean hasSpace(int index) {
    return index >= 0 && index < spaces.size();
  }
}
