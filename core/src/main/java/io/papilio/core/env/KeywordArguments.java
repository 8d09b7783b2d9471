package io.papilio.core.env;

import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Keywords of an environment's constructor or of a reset, by Gymnasium's names. Values are {@link
 * Double}, {@link Boolean}, {@link String}, {@link List} of values, or {@link Map} from string to
 * value (JSON's kinds).
 */
public record KeywordArguments(Map<String, Object> values) {
  public static final KeywordArguments NONE = new KeywordArguments(Map.of());

  public KeywordArguments {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  public static KeywordArguments of(String name, Object value) {
    return new KeywordArguments(Map.of(name, value instanceof Number n ? n.doubleValue() : value));
  }

  /** These keywords, and those of the other, which go before. */
  public KeywordArguments overriddenBy(KeywordArguments other) {
    Map<String, Object> merged = new LinkedHashMap<>(values);
    merged.putAll(other.values);
    return new KeywordArguments(merged);
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** A finite number, or the default when absent. */
  public double number(String name, double defaultValue) {
    Object value = values.getOrDefault(name, defaultValue);
    if (!(value instanceof Double number) || number.isNaN()) {
      throw new InvalidValueException(name, value, "a number");
    }
    return number;
  }

  /** An integer, or the default when absent. */
  public int integer(String name, int defaultValue) {
    double value = number(name, defaultValue);
    Require.that(value == (int) value, name, value, "an integer");
    return (int) value;
  }

  public boolean flag(String name, boolean defaultValue) {
    Object value = values.getOrDefault(name, defaultValue);
    if (!(value instanceof Boolean flag)) {
      throw new InvalidValueException(name, value, "true or false");
    }
    return flag;
  }

  public String text(String name, String defaultValue) {
    Object value = values.getOrDefault(name, defaultValue);
    if (!(value instanceof String text)) {
      throw new InvalidValueException(name, value, "a string");
    }
    return text;
  }

  /** These keywords as one text, the same for equal keywords in any order. */
  public String canonical() {
    return canonical(values);
  }

  private static String canonical(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> quote(entry.getKey()) + ": " + canonical(entry.getValue()))
          .sorted()
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream()
          .map(KeywordArguments::canonical)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return value instanceof String ? quote(value) : String.valueOf(value);
  }

  /** Quoted so that no text can look like two. */
  private static String quote(Object text) {
    return '"' + text.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** Refuses the first keyword that is not among the known ones. */
  public void checkKnown(Collection<String> known) {
    for (String name : values.keySet()) {
      Require.that(known.contains(name), "option", name, "one of " + known);
    }
  }
}
