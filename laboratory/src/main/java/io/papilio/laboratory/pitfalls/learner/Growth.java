package io.papilio.laboratory.pitfalls.learner;

import io.papilio.laboratory.numeric.Line;
import io.papilio.laboratory.report.curve.Bootstrap;
import io.papilio.laboratory.report.curve.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How fast errors grow: the straight line through the logarithms of errors over steps, before they
 * saturate.
 *
 * @param slope mean of the slopes of all paths, per step
 * @param interval its 95% bootstrap interval over the paths
 * @param intercept mean of the lines' errors at step 0, as a logarithm
 * @param paths those that had enough steps before saturation
 */
public record Growth(double slope, Interval interval, double intercept, int paths) {
  private static final int FEWEST = 4;

  /**
   * Fits paths of errors.
   *
   * @param saturation where a path ends
   */
  public static Growth of(List<double[]> paths, double saturation) {
    List<Line> lines = new ArrayList<>();
    for (double[] path : paths) {
      List<double[]> points = new ArrayList<>();
      // The first step makes the error, those after it let it grow.
      for (int h = 1; h < path.length && path[h] < saturation && path[h] > 0; h++) {
        points.add(new double[] {h, Math.log(path[h])});
      }
      if (points.size() >= FEWEST) {
        lines.add(
            Line.fit(
                points.stream().mapToDouble(p -> p[0]).toArray(),
                points.stream().mapToDouble(p -> p[1]).toArray()));
      }
    }
    double[] slopes = lines.stream().mapToDouble(Line::slope).toArray();
    double intercept = lines.stream().mapToDouble(Line::intercept).average().orElse(Double.NaN);
    if (slopes.length == 0) {
      return new Growth(Double.NaN, new Interval(Double.NaN, Double.NaN), Double.NaN, 0);
    }
    return new Growth(
        mean(slopes, null),
        Bootstrap.interval(slopes.length, indices -> mean(slopes, indices)),
        intercept,
        slopes.length);
  }

  private static double mean(double[] values, int[] indices) {
    int n = indices == null ? values.length : indices.length;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += values[indices == null ? i : indices[i]];
    }
    return sum / n;
  }

  /** For people: the slope and its interval. */
  public String text() {
    return String.format(Locale.ROOT, "%.4f [%.4f, %.4f]", slope, interval.low(), interval.high());
  }
}
