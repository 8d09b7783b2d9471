package io.papilio.artifacts.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A configuration as sorted plain values that survive a trip through JSON unchanged: Long, Double,
 * Boolean, String, lists and maps of them. Everything else (paths, enums, durations, numbers that
 * are not finite) becomes its string.
 */
final class ConfigMap {
  private ConfigMap() {}

  static SortedMap<String, Object> of(Map<?, ?> config) {
    SortedMap<String, Object> plain = new TreeMap<>();
    config.forEach((key, value) -> plain.put(key.toString(), plainValue(value)));
    return Collections.unmodifiableSortedMap(plain);
  }

  private static Object plainValue(Object value) {
    if (value instanceof Map<?, ?> nested) {
      return of(nested);
    } else if (value instanceof Collection<?> elements) {
      List<Object> plain = new ArrayList<>();
      elements.forEach(element -> plain.add(plainValue(element)));
      return Collections.unmodifiableList(plain);
    } else if (value instanceof Float single) {
      // Through the decimal string, so that 0.1f is written as 0.1.
      return plainValue(Double.valueOf(single.toString()));
    } else if (value instanceof Double number) {
      return Double.isFinite(number) ? number : number.toString();
    } else if (value instanceof Byte || value instanceof Short || value instanceof Integer) {
      return ((Number) value).longValue();
    } else if (value instanceof Long || value instanceof Boolean) {
      return value;
    }
    return value == null ? "null" : value.toString();
  }
}
