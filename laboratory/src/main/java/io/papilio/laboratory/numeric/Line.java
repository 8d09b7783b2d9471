package io.papilio.laboratory.numeric;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The straight line y = intercept + slope x of the least squares. */
public record Line(double slope, double intercept) {
  public static Line fit(double[] x, double[] y) {
    double meanX = Arrays.stream(x).average().orElseThrow();
    double meanY = Arrays.stream(y).average().orElseThrow();
    double xy =
        IntStream.range(0, x.length).mapToDouble(i -> (x[i] - meanX) * (y[i] - meanY)).sum();
    double xx = Arrays.stream(x).map(v -> (v - meanX) * (v - meanX)).sum();
    double slope = xy / xx;
    return new Line(slope, meanY - slope * meanX);
  }

  /** The fraction of the variance of y that the line leaves unexplained. */
  public double unexplained(double[] x, double[] y) {
    double meanY = Arrays.stream(y).average().orElseThrow();
    double left =
        IntStream.range(0, x.length)
            .mapToDouble(i -> Math.pow(y[i] - intercept - slope * x[i], 2))
            .sum();
    return left / Arrays.stream(y).map(v -> (v - meanY) * (v - meanY)).sum();
  }
}
