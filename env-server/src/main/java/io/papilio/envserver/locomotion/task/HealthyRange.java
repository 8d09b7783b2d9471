package io.papilio.envserver.locomotion.task;

import io.papilio.core.env.Keyword;
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

  /** A keyword that is a list of two numbers, low and high. */
  public static Keyword<HealthyRange> keyword(
      String name, double low, double high, String description) {
    return Keyword.of(name, List.of(low, high), description, HealthyRange::read);
  }

  private static HealthyRange read(String name, Object value) {
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
