package io.papilio.envserver.locomotion;

import io.papilio.core.env.Options;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.util.List;

/** An open interval: its ends do not belong to it. */
record Range(double low, double high) {
  static final Range UNBOUNDED = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  Range {
    Require.that(low <= high, "range", "[" + low + ", " + high + "]", "low <= high");
  }

  /** A keyword that holds two numbers, or the default when absent. */
  static Range of(Options options, String name, Range defaultValue) {
    if (!options.has(name)) {
      return defaultValue;
    }
    Object value = options.values().get(name);
    if (value instanceof List<?> pair
        && pair.size() == 2
        && pair.get(0) instanceof Double low
        && pair.get(1) instanceof Double high) {
      Require.that(low <= high, name, value, "low <= high");
      return new Range(low, high);
    }
    throw new InvalidValueException(name, value, "two numbers, low and high");
  }

  boolean contains(double value) {
    return low < value && value < high;
  }

  /** The nearest value of the closed interval. */
  double clip(double value) {
    return Math.min(Math.max(value, low), high);
  }
}
