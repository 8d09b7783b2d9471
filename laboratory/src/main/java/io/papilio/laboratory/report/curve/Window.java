package io.papilio.laboratory.report.curve;

import java.util.List;

/**
 * A part of training, in numbers; all NaN when no finite evaluation lies in it.
 *
 * @param mean mean over the evaluations
 * @param standardDeviation of the evaluations around their mean, divided by n
 * @param range largest minus smallest
 * @param oscillation mean absolute difference between neighboring evaluations; NaN for fewer than
 *     two
 */
public record Window(double mean, double standardDeviation, double range, double oscillation) {

  /** The evaluations of a curve between two fractions of training, both ends included. */
  static Window of(Curve curve, double from, double to) {
    List<Integer> indices = curve.finiteIndices(from, to);
    double n = indices.size();
    double mean = indices.stream().mapToDouble(curve::value).sum() / n;
    double sumOfSquares =
        indices.stream().mapToDouble(k -> Math.pow(curve.value(k) - mean, 2)).sum();
    double max = indices.stream().mapToDouble(curve::value).max().orElse(Double.NaN);
    double min = indices.stream().mapToDouble(curve::value).min().orElse(Double.NaN);
    return new Window(mean, Math.sqrt(sumOfSquares / n), max - min, oscillation(curve, indices));
  }

  /** 1/m sum_k |J_{k+1} - J_k| over the m pairs of neighbors that are both finite. */
  private static double oscillation(Curve curve, List<Integer> indices) {
    double sum = 0;
    int pairs = 0;
    for (int i = 1; i < indices.size(); i++) {
      int k = indices.get(i);
      if (indices.get(i - 1) == k - 1) {
        sum += Math.abs(curve.value(k) - curve.value(k - 1));
        pairs++;
      }
    }
    return sum / pairs;
  }
}
