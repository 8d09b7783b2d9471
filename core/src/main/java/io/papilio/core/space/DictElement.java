package io.papilio.core.space;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A point of a {@link Dict}; the order of the keys is kept. */
public record DictElement(Map<String, Element> elements) implements Element {
  public DictElement {
    elements = Collections.unmodifiableMap(new LinkedHashMap<>(elements));
  }

  @Override
  public String describe() {
    return "dict with keys " + elements.keySet();
  }
}
