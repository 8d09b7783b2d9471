package io.papilio.core.space;

import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One element of each sub-space, by key (Gymnasium's {@code Dict}). The order of the keys is kept,
 * but does not decide whether an element is contained.
 */
public record Dict(Map<String, Space> spaces) implements Space {
  public Dict {
    spaces = Collections.unmodifiableMap(new LinkedHashMap<>(spaces));
  }

  @Override
  public long bytes() {
    return spaces.values().stream().mapToLong(Space::bytes).sum();
  }

  @Override
  public void check(String name, Element element) {
    if (!(element instanceof DictElement dict)) {
      throw new InvalidValueException(name, element.describe(), "a dict");
    }
    Require.that(
        dict.elements().keySet().equals(spaces.keySet()),
        name,
        "keys " + dict.elements().keySet(),
        spaces.keySet().toString());
    spaces.forEach((key, space) -> space.check(name + "." + key, dict.elements().get(key)));
  }

  @Override
  public boolean contains(Element element) {
    return element instanceof DictElement dict
        && dict.elements().keySet().equals(spaces.keySet())
        && spaces.entrySet().stream()
            .allMatch(entry -> entry.getValue().contains(dict.elements().get(entry.getKey())));
  }
}
