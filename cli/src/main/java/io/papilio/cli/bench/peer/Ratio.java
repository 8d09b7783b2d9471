package io.papilio.cli.bench.peer;

import io.papilio.core.validation.Require;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How much faster one side was than the other, round by round. */
public record Ratio(List<Double> ours, List<Double> theirs) {
  /**
   * @param ours per second, of each round
   * @param theirs the same quantity in the same rounds
   */
  public Ratio {
    ours = List.copyOf(ours);
    theirs = List.copyOf(theirs);
    Require.that(!ours.isEmpty(), "rounds", 0, ">= 1");
    Require.that(
        ours.size() == theirs.size(), "rounds", ours.size() + " and " + theirs.size(), "equal");
  }

  /** The median of the rounds' ratios. */
  public double median() {
    return median(perRound());
  }

  /** Both medians and the ratio with its spread, as cells of a table. */
  public List<String> cells() {
    double[] ratios = perRound();
    return List.of(
        number(median(ours.stream().mapToDouble(x -> x).toArray())),
        number(median(theirs.stream().mapToDouble(x -> x).toArray())),
        String.format(
            Locale.ROOT,
            "%.2f (%.2f to %.2f)",
            median(ratios),
            Arrays.stream(ratios).min().orElseThrow(),
            Arrays.stream(ratios).max().orElseThrow()));
  }

  private double[] perRound() {
    double[] ratios = new double[ours.size()];
    Arrays.setAll(ratios, i -> ours.get(i) / theirs.get(i));
    return ratios;
  }

  public static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
  }
}
