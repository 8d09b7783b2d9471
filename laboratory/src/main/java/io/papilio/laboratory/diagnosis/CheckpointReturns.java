package io.papilio.laboratory.diagnosis;

import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.random.RandomStreams;
import io.papilio.laboratory.report.curve.Bootstrap;
import io.papilio.laboratory.report.curve.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The returns of a sequence of checkpoints on the same seeds, and how steady they are.
 *
 * @param name of the average of checkpoints whose returns they are; {@code raw} of the checkpoints
 * @param returns shape: [checkpoints, seeds]
 */
public record CheckpointReturns(String name, double[][] returns) {
  private static final int SPLITS = 500;

  /** A number of the sequence, with the interval in which it lies over the choice of the seeds. */
  public record Estimate(double value, Interval interval) {}

  /** Mean return of the last checkpoint. */
  public Estimate last() {
    return estimate(means -> means[means.length - 1]);
  }

  /** Mean return of the best checkpoint. */
  public Estimate best() {
    return estimate(means -> Arrays.stream(means).max().orElseThrow());
  }

  /** Mean of the checkpoints' mean returns. */
  public Estimate mean() {
    return estimate(means -> Arrays.stream(means).average().orElseThrow());
  }

  /** Largest minus smallest mean return. */
  public Estimate range() {
    return estimate(
        means ->
            Arrays.stream(means).max().orElseThrow() - Arrays.stream(means).min().orElseThrow());
  }

  /** Mean absolute difference between the mean returns of neighbors. */
  public Estimate oscillation() {
    return estimate(
        means ->
            IntStream.range(1, means.length)
                .mapToDouble(k -> Math.abs(means[k] - means[k - 1]))
                .average()
                .orElseThrow());
  }

  /** Last, mean, range, oscillation and best. */
  public List<Estimate> estimates() {
    return List.of(last(), mean(), range(), oscillation(), best());
  }

  /**
   * How much the best checkpoint's return is overstated by the seeds on which it was chosen: the
   * mean, over random halves of the seeds, of its return on the half that chose it minus that on
   * the other half.
   */
  public double selectionBias() {
    int seeds = returns[0].length;
    NumpyGenerator generator = RandomStreams.of(0).stream("selection");
    double sum = 0;
    for (int split = 0; split < SPLITS; split++) {
      int[] order = generator.permutation(seeds);
      double[] chosenOn = means(Arrays.copyOf(order, seeds / 2));
      double[] checkedOn = means(Arrays.copyOfRange(order, seeds / 2, seeds));
      int best =
          IntStream.range(0, chosenOn.length)
              .reduce((a, b) -> chosenOn[b] > chosenOn[a] ? b : a)
              .orElseThrow();
      sum += chosenOn[best] - checkedOn[best];
    }
    return sum / SPLITS;
  }

  private Estimate estimate(ToDoubleFunction<double[]> statistic) {
    int seeds = returns[0].length;
    return new Estimate(
        statistic.applyAsDouble(means(IntStream.range(0, seeds).toArray())),
        Bootstrap.interval(seeds, chosen -> statistic.applyAsDouble(means(chosen))));
  }

  /** Of each checkpoint over some seeds. */
  private double[] means(int... seeds) {
    return Arrays.stream(returns)
        .mapToDouble(of -> Arrays.stream(seeds).mapToDouble(i -> of[i]).average().orElseThrow())
        .toArray();
  }
}
