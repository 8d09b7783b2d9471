package io.papilio.laboratory.report.page;

import io.papilio.artifacts.table.MetricsTable;
import io.papilio.artifacts.table.MetricsWriter;
import io.papilio.laboratory.report.page.LineChart.Group;
import io.papilio.laboratory.report.page.LineChart.Line;
import io.papilio.laboratory.report.page.LineChart.Scale;
import io.papilio.laboratory.report.run.EpisodePoint;
import io.papilio.laboratory.report.run.LearningCurves;
import io.papilio.laboratory.report.run.ReportedRun;
import io.papilio.laboratory.report.run.Series;
import io.papilio.learner.cloning.BehaviorCloning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Charts of what a cloning run measures besides reward and cloning error. */
final class DiagnosticCharts {
  private DiagnosticCharts() {}

  /** Along training: noise of the gradients, disagreement and first exits, as far as measured. */
  static List<LineChart> of(ReportedRun run) {
    return List.copyOf(byFile(run).values());
  }

  /** The same, each under the name of its figure's file. */
  static Map<String, LineChart> byFile(ReportedRun run) {
    MetricsTable metrics =
        MetricsTable.read(run.description().directory().resolve(BehaviorCloning.METRICS));
    String training = MetricsWriter.TRAINING;
    Map<String, LineChart> charts = new LinkedHashMap<>();
    charts.put(
        "gradient-variance",
        chart(
            "Variance of minibatch gradients, and their squared mean",
            "squared norm",
            Scale.LOGARITHMIC,
            List.of(
                Line.of("variance (trace)", 2, metrics, training, "gradient_variance"),
                Line.of("‖gradient‖²", 3, metrics, training, "gradient_squared_norm"))));
    charts.put(
        "gradient-noise",
        chart(
            "Noise of a minibatch gradient over its signal",
            "variance / squared norm",
            Scale.LOGARITHMIC,
            List.of(Line.of("noise ratio", 2, metrics, training, "gradient_noise_ratio"))));
    charts.put(
        "disagreement",
        chart(
            "Disagreement of consecutive iterates",
            "mean distance of actions",
            Scale.LOGARITHMIC,
            lines(metrics, run, "disagreement")));
    charts.put(
        "exit-time",
        chart(
            "First exit from the demonstrations' support",
            "mean time step",
            Scale.FROM_ZERO,
            lines(metrics, run, "exit_time")));
    Map<String, LineChart> measured = new LinkedHashMap<>();
    charts.forEach(
        (file, chart) ->
            LineChart.withValues(List.of(chart)).forEach(kept -> measured.put(file, kept)));
    return measured;
  }

  /** Every return of every iterate, one color per seed: Figure 7. */
  static LineChart perSeed(Series series, LearningCurves window) {
    Map<Long, Map<Long, Double>> bySeed = new TreeMap<>();
    for (EpisodePoint episode : series.episodes()) {
      bySeed
          .computeIfAbsent(episode.seed(), seed -> new LinkedHashMap<>())
          .put(episode.step(), episode.undiscountedReturn() / window.expertReturn());
    }
    List<Line> lines = new ArrayList<>();
    bySeed.forEach(
        (seed, values) ->
            lines.add(new Line("seed " + seed, -1 - lines.size(), values, List.of())));
    return new LineChart(
        Group.WINDOW,
        series.name() + ": every episode, one color per seed",
        "reward (expert = 1)",
        Scale.FROM_ZERO,
        true,
        lines);
  }

  private static LineChart chart(String title, String y, Scale scale, List<Line> lines) {
    return new LineChart(Group.TRAINING, title, y, scale, false, lines);
  }

  private static List<Line> lines(MetricsTable metrics, ReportedRun run, String quantity) {
    List<Line> lines = new ArrayList<>();
    for (String name : run.curves().names()) {
      lines.add(Line.of(name, lines.size(), metrics, name, quantity));
    }
    return lines;
  }
}
