package io.papilio.core.env;

import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The keyword arguments of a constructor, or the options of a reset, by Gymnasium's names. Values
 * are {@link Double}, {@link Boolean}, {@link String}, {@link List} of values, or {@link Map} from
 * string to value (JSON's kinds).
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

  /**
   * The value of a keyword, or its default.
   *
   * @throws InvalidValueException for a value of another type, and if a required one is missing
   */
  public <T> T get(Keyword<T> keyword) {
    Object value =
        given(keyword)
            .or(keyword::defaultValue)
            .orElseThrow(
                () -> new InvalidValueException(keyword.name(), "missing", keyword.description()));
    return keyword.reader().read(keyword.name(), value);
  }

  /**
   * The value of a keyword, if it is given.
   *
   * @throws InvalidValueException for a value of another type
   */
  public <T> Optional<T> find(Keyword<T> keyword) {
    return given(keyword).map(value -> keyword.reader().read(keyword.name(), value));
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

  /**
   * Checks that no other keywords were given.
   *
   * @throws InvalidValueException naming the first unknown one
   */
  public void checkKnown(Collection<? extends Keyword<?>> known) {
    List<String> names = known.stream().map(Keyword::name).toList();
    for (String name : values.keySet()) {
      Require.that(names.contains(name), "keyword argument", name, "one of " + names);
    }
  }

  private Optional<Object> given(Keyword<?> keyword) {
    return Optional.ofNullable(values.get(keyword.name()));
  }
}
