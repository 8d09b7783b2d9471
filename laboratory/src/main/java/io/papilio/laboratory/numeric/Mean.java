package io.papilio.laboratory.numeric;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * A mean over independent draws.
 *
 * @param error its standard error
 */
public record Mean(double value, double error) {
  public static Mean of(double... draws) {
    double mean = Arrays.stream(draws).sum() / draws.length;
    double squares = Arrays.stream(draws).map(x -> (x - mean) * (x - mean)).sum();
    return new Mean(mean, Math.sqrt(squares / (draws.length - 1) / draws.length));
  }

  /** The mean of a function of the draws. */
  public static Mean of(double[] draws, DoubleUnaryOperator f) {
    return of(Arrays.stream(draws).map(f).toArray());
  }
}
