package io.papilio.core.env;

import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A keyword argument of the constructor of an environment or a wrapper. It is declared once; from
 * this declaration it is read, checked and described.
 *
 * @param <T> type of the value that the environment works with
 * @param name Gymnasium's name, for example {@code ctrl_cost_weight}
 * @param defaultValue in the form that {@link KeywordArguments} hold; empty for Python's {@code
 *     None}, and for a required keyword
 * @param required whether there is no constructing without it
 * @param description a phrase without a full stop, with the unit where there is one
 * @param reader checks a value and converts it
 */
public record Keyword<T>(
    String name,
    Optional<Object> defaultValue,
    boolean required,
    String description,
    Reader<T> reader) {

  /**
   * Converts a value of {@link KeywordArguments} to the type that an environment works with.
   *
   * @param <T> that type
   */
  @FunctionalInterface
  public interface Reader<T> {
    Reader<Double> NUMBER = (name, value) -> (double) number(name, value, "a number");

    Reader<Integer> INTEGER =
        (name, value) -> {
          double number = number(name, value, "an integer");
          Require.that(number == (int) number, name, value, "an integer");
          return (int) number;
        };

    Reader<Boolean> FLAG =
        (name, value) -> {
          if (value instanceof Boolean flag) {
            return flag;
          }
          throw new InvalidValueException(name, value, "true or false");
        };

    Reader<String> TEXT =
        (name, value) -> {
          if (value instanceof String text) {
            return text;
          }
          throw new InvalidValueException(name, value, "a string");
        };

    /**
     * Converts one value.
     *
     * @param name of the keyword, for the message
     * @throws InvalidValueException when the value is not of the type
     */
    T read(String name, Object value);

    private static double number(String name, Object value, String expected) {
      if (value instanceof Double number && !number.isNaN()) {
        return number;
      }
      throw new InvalidValueException(name, value, expected);
    }
  }

  /** A number, possibly infinite. */
  public static Keyword<Double> number(String name, double defaultValue, String description) {
    return of(name, defaultValue, description, Reader.NUMBER);
  }

  public static Keyword<Integer> integer(String name, int defaultValue, String description) {
    return of(name, defaultValue, description, Reader.INTEGER);
  }

  public static Keyword<Boolean> flag(String name, boolean defaultValue, String description) {
    return of(name, defaultValue, description, Reader.FLAG);
  }

  public static Keyword<String> text(String name, String defaultValue, String description) {
    return of(name, defaultValue, description, Reader.TEXT);
  }

  /** A keyword of any type, whose default is written as a client would write it. */
  public static <T> Keyword<T> of(
      String name, Object defaultValue, String description, Reader<T> reader) {
    Object value = defaultValue instanceof Number n ? (Object) n.doubleValue() : defaultValue;
    return new Keyword<>(name, Optional.of(value), false, description, reader);
  }

  /** A keyword whose default is Python's {@code None}. */
  public static <T> Keyword<T> optional(String name, String description, Reader<T> reader) {
    return new Keyword<>(name, Optional.empty(), false, description, reader);
  }

  /** The default as it is written in documentation, for example {@code [0.7, inf]}. */
  public String defaultText() {
    return required ? "required" : defaultValue.map(Keyword::text).orElse("None");
  }

  private static String text(Object value) {
    if (value instanceof Double number) {
      return number == Math.rint(number) && Math.abs(number) < 1e15
          ? Long.toString(number.longValue())
          : number.toString().replace(".0E", "e").replace('E', 'e').replace("Infinity", "inf");
    } else if (value instanceof List<?> list) {
      return list.stream().map(Keyword::text).collect(Collectors.joining(", ", "[", "]"));
    } else if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> entry.getKey() + ": " + text(entry.getValue()))
          .sorted()
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return value.toString();
  }

  /** A keyword without a default. */
  public static <T> Keyword<T> required(String name, String description, Reader<T> reader) {
    return new Keyword<>(name, Optional.empty(), true, description, reader);
  }
}
