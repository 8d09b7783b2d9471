package io.papilio.laboratory.report.curve;

import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import io.papilio.core.validation.Require;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * Percentile bootstrap: how much a statistic varies when its samples are drawn anew, with
 * replacement, from those there are. Always the same draws, so that a report repeats.
 *
 * <p>Source: Efron and Tibshirani, "An Introduction to the Bootstrap", chapter 13.
 */
public final class Bootstrap {
  private static final int RESAMPLES = 2000;

  private Bootstrap() {}

  /**
   * The 95% interval of a statistic.
   *
   * @param samples n
   * @param statistic of the samples with these n indices, which may repeat
   */
  public static Interval interval(int samples, ToDoubleFunction<int[]> statistic) {
    Require.positive(samples, "samples");
    NumpyGenerator generator = RandomStreams.of(0).stream("bootstrap");
    double[] values = new double[RESAMPLES];
    int[] indices = new int[samples];
    for (int i = 0; i < RESAMPLES; i++) {
      Arrays.setAll(indices, j -> generator.integers(samples));
      values[i] = statistic.applyAsDouble(indices);
    }
    // NaN last, as the worst.
    Arrays.sort(values);
    return new Interval(values[RESAMPLES / 40], values[RESAMPLES - 1 - RESAMPLES / 40]);
  }

  /** The 95% interval of the median of samples. */
  public static Interval ofMedian(double... samples) {
    return interval(
        samples.length,
        indices -> median(Arrays.stream(indices).mapToDouble(i -> samples[i]).toArray()));
  }

  /** The middle one of the sorted samples, or the mean of the middle two; NaN counts as largest. */
  public static double median(double... samples) {
    double[] sorted = samples.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
