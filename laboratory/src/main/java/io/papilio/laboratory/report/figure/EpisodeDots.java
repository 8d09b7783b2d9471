package io.papilio.laboratory.report.figure;

import io.papilio.laboratory.report.chart.Palette;
import io.papilio.laboratory.report.chart.Panel;
import io.papilio.laboratory.report.chart.Point;
import io.papilio.laboratory.report.chart.Scale;
import io.papilio.laboratory.report.run.EpisodePoint;
import io.papilio.laboratory.report.run.LearningCurves;
import io.papilio.laboratory.report.run.Series;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The single episodes of one series as dots, spread a little around their step. */
final class EpisodeDots {
  /** At most so far from the step, in pixels. */
  private static final double WIDEST_SPREAD = 8;

  /** Of one series; more would be a solid area. */
  private static final int MOST_DOTS = 20_000;

  private final List<EpisodePoint> episodes;
  private final int index;
  private final int lanes;
  private final double expertReturn;
  private final int evaluations;

  /**
   * @param index of the series
   * @param lanes number of series whose dots stand side by side
   */
  EpisodeDots(LearningCurves run, int index, int lanes) {
    this.index = index;
    this.lanes = lanes;
    expertReturn = run.expertReturn();
    episodes = Double.isNaN(expertReturn) ? List.of() : thinned(run, run.series().get(index));
    evaluations = run.steps().size();
  }

  /** The episodes of every so many evaluations. */
  private static List<EpisodePoint> thinned(LearningCurves run, Series series) {
    int stride = 1 + series.episodes().size() / MOST_DOTS;
    Set<Long> kept = new HashSet<>();
    for (int k = 0; k < run.steps().size(); k += stride) {
      kept.add(run.steps().get(k));
    }
    return series.episodes().stream().filter(e -> kept.contains(e.step())).toList();
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
              panel.drawDots(points, shifts, Palette.style(index), opacity);
            });
  }

  private double reward(EpisodePoint episode) {
    return episode.undiscountedReturn() / expertReturn;
  }

  /** Between -1 and 1, within the lane of the series; the same in every drawing. */
  private double jitter(EpisodePoint episode) {
    // Weyl sequences of the golden ratio and of the plastic number spread evenly.
    double u = episode.seed() * 0.6180339887498949 + episode.step() * 0.7548776662466927;
    return 2 * (index + u - Math.floor(u)) / lanes - 1;
  }
}
