package io.papilio.learner.averaging;

import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The parameters in the specification of an average, {@code NAME=VALUE,NAME=VALUE}. */
final class AverageParameters {
  private final String specification;
  private final Map<String, String> written = new LinkedHashMap<>();
  private final Map<String, String> read = new LinkedHashMap<>();

  /**
   * @param specification the whole, for messages
   * @param parameters what follows its colon; may be empty
   */
  AverageParameters(String specification, String parameters) {
    this.specification = specification;
    for (String parameter : parameters.isEmpty() ? new String[0] : parameters.split(",", -1)) {
      int equals = parameter.indexOf('=');
      require(equals > 0, "parameters written as NAME=VALUE,NAME=VALUE");
      String name = parameter.substring(0, equals);
      boolean first = written.put(name, parameter.substring(equals + 1)) == null;
      require(first, name + " once");
    }
  }

  /** A number in [low, high], as written or {@code standard}. */
  double number(String name, double standard, double low, double high) {
    String text = written.getOrDefault(name, Double.toString(standard));
    String range = Double.isInfinite(high) ? ">= " + plain(low) : plain(low) + " to " + plain(high);
    try {
      double value = Double.parseDouble(text);
      boolean inside = value >= low && value <= high && Double.isFinite(value);
      require(inside, name + " " + range);
      read.put(name, plain(value));
      return value;
    } catch (NumberFormatException e) {
      throw invalid("a number as " + name);
    }
  }

  /** An integer that is not negative, as written or {@code standard}. */
  long whole(String name, long standard) {
    String text = written.getOrDefault(name, Long.toString(standard));
    try {
      long value = Long.parseLong(text);
      require(value >= 0, name + " >= 0");
      read.put(name, Long.toString(value));
      return value;
    } catch (NumberFormatException e) {
      throw invalid("an integer as " + name);
    }
  }

  /** The parameter {@code name}, as written or {@code standard}. */
  String name(String standard) {
    String name = written.getOrDefault("name", standard);
    require(name.matches("[A-Za-z0-9][A-Za-z0-9._-]*"), "a name of letters, digits, '.', '_', '-'");
    if (!name.equals(standard)) {
      read.put("name", name);
    }
    return name;
  }

  /** Rejects parameters that nobody has read. */
  void requireAllRead() {
    String known = String.join(", ", read.keySet());
    for (String name : written.keySet()) {
      boolean expected = read.containsKey(name) || name.equals("name");
      require(expected, "no " + name + (known.isEmpty() ? "" : ", but any of " + known));
    }
  }

  /** What was read, defaults included, in the form in which it is written. */
  String text() {
    return read.entrySet().stream()
        .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
        .collect(Collectors.joining(","));
  }

  void require(boolean condition, String expected) {
    Require.that(condition, AverageSpec.SUBJECT, specification, expected);
  }

  private InvalidValueException invalid(String expected) {
    return new InvalidValueException(AverageSpec.SUBJECT, specification, expected);
  }

  /** Without exponent: 0.0001, 500. */
  private static String plain(double value) {
    return value == 0
        ? "0"
        : new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }
}
