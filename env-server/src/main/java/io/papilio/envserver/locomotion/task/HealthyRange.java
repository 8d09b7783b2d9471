package io.papilio.envserver.locomotion.task;

import io.papilio.core.env.KeywordArguments;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.util.List;

/** An open interval: its ends do not belong to it. */
public record HealthyRange(double low, double high) {
  public static final HealthyRange UNBOUNDED =
      new HealthyRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  public HealthyRange {
    Require.that(low <= high, "range", "[" + low + ", " + high + "]", "low <= high");
  }

  /** A keyword that holds two numbers, or the default when absent. */
  public static HealthyRange of(KeywordArguments options, String name, HealthyRange defaultValue) {
    if (!options.has(name)) {
      return defaultValue;
    }
    Object value = options.values().get(name);
    if (value instanceof List<?> pair
        && pair.size() == 2
        && pair.get(0) instanceof Double low
        && pair.get(1) instanceof Double high) {
      Require.that(low <= high, name, value, "low <= high");
      return new HealthyRange(low, high);
    }
    throw new InvalidValueException(name, value, "two numbers, low and high");
  }

  public boolean contains(double value) {
    return low < value && value < high;
  }

  /** The nearest value of the closed interval. */
  public double clip(double value) {
    return Math.min(Math.max(value, low), high);
  }
}
