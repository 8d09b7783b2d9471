package io.papilio.laboratory.report;

import io.papilio.laboratory.report.chart.Panel;
import io.papilio.laboratory.report.chart.Point;
import io.papilio.laboratory.report.chart.Scale;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The single episodes of one iterate as dots, spread a little around their step. */
final class EpisodeDots {
  /** At most so far from the step, in pixels. */
  private static final double WIDEST_SPREAD = 8;

  private final List<EpisodePoint> episodes;
  private final Iterate iterate;
  private final double expertReturn;
  private final int evaluations;

  EpisodeDots(LearningCurves run, Iterate iterate) {
    this.iterate = iterate;
    expertReturn = run.expertReturn();
    episodes = Double.isNaN(expertReturn) ? List.of() : run.episodesOf(iterate);
    evaluations = run.raw().size();
  }

  /** Returns divided by the expert's mean return. */
  List<Double> rewards() {
    return episodes.stream().map(this::reward).toList();
  }

  /** One path per seed, so that dots of different seeds darken where they meet. */
  void draw(Panel panel, Scale steps) {
    double spacing = (steps.to() - steps.from()) / evaluations;
    double spread = Math.min(WIDEST_SPREAD, 0.4 * spacing);
    double opacity = Math.max(0.12, Math.min(0.35, 0.05 * spacing));
    Map<Long, List<EpisodePoint>> bySeed =
        episodes.stream()
            .collect(Collectors.groupingBy(EpisodePoint::seed, TreeMap::new, Collectors.toList()));
    bySeed
        .values()
        .forEach(
            same -> {
              List<Point> points = same.stream().map(e -> new Point(e.step(), reward(e))).toList();
              List<Double> shifts = same.stream().map(e -> spread * jitter(e)).toList();
              panel.drawDots(points, shifts, iterate.key(), opacity);
            });
  }

  private double reward(EpisodePoint episode) {
    return episode.undiscountedReturn() / expertReturn;
  }

  /** Between -1 and 1, raw to the left and EMA to the right; the same at every drawing. */
  private double jitter(EpisodePoint episode) {
    // Weyl sequences of the golden ratio and of the plastic number spread evenly.
    double u = episode.seed() * 0.6180339887498949 + episode.step() * 0.7548776662466927;
    double inUnitInterval = u - Math.floor(u);
    return iterate == Iterate.RAW ? 0.15 - inUnitInterval : inUnitInterval - 0.15;
  }
}
