package io.papilio.core.rollout;

import io.papilio.core.validation.Require;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The distribution of the returns of some episodes.
 *
 * @param standardDeviation of the episodes, divided by their number
 * @param lowerQuartile quantiles are interpolated linearly, as NumPy's {@code quantile} does
 */
public record ReturnSummary(
    double mean,
    double standardDeviation,
    double lowerQuartile,
    double median,
    double upperQuartile) {

  /**
   * Summarizes the returns of some episodes.
   *
   * @throws io.papilio.core.validation.InvalidValueException for no episodes
   */
  public static ReturnSummary of(List<EpisodeStatistics> episodes) {
    Require.that(!episodes.isEmpty(), "episodes", 0, "at least 1");
    List<Double> sorted = new ArrayList<>();
    episodes.forEach(episode -> sorted.add(episode.undiscountedReturn()));
    Collections.sort(sorted);
    double mean = EpisodeStatistics.meanReturn(episodes);
    double squares = sorted.stream().mapToDouble(r -> (r - mean) * (r - mean)).sum();
    return new ReturnSummary(
        mean,
        Math.sqrt(squares / sorted.size()),
        quantile(sorted, 0.25),
        quantile(sorted, 0.5),
        quantile(sorted, 0.75));
  }

  private static double quantile(List<Double> sorted, double q) {
    double position = q * (sorted.size() - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.size() - 1);
    return sorted.get(below) + (position - below) * (sorted.get(above) - sorted.get(below));
  }
}
