package io.papilio.laboratory.report.page;

import io.papilio.artifacts.table.MetricsTable;
import io.papilio.laboratory.report.run.EpisodePoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A chart of the page: lines over steps.
 *
 * @param group charts that zoom together
 * @param title above it
 * @param y title of its y axis, with the unit
 * @param scale of its y axis
 * @param points whether points are drawn instead of lines
 */
public record LineChart(
    Group group, String title, String y, Scale scale, boolean points, List<Line> lines) {
  /**
   * What the x axis counts.
   *
   * @param name in the page
   * @param step title of the axis
   */
  public record Group(String name, String step) {
    public static final Group TRAINING = new Group("training", "gradient steps");
    public static final Group WINDOW = new Group("window", "gradient steps");
    public static final Group EXPERT = new Group("expert", "environment steps");
  }

  /** What a y axis covers. */
  public enum Scale {
    /** Zero and all values. */
    FROM_ZERO,
    /** All values. */
    FREE,
    /** All values, logarithmic where they differ by much. */
    LOGARITHMIC
  }

  /**
   * A line.
   *
   * @param style number of its color; below 0 for one of many lines
   * @param values by step
   * @param episodes as dots under the lines
   */
  public record Line(
      String name, int style, Map<Long, Double> values, List<EpisodePoint> episodes) {
    /** The values of a quantity of an iterate. */
    public static Line of(
        String name, int style, MetricsTable metrics, String iterate, String quantity) {
      Map<Long, Double> values = new LinkedHashMap<>();
      metrics.series(iterate, quantity).forEach(value -> values.put(value.step(), value.value()));
      return new Line(name, style, values, List.of());
    }
  }

  public LineChart {
    lines = List.copyOf(lines);
  }

  /** Those of some charts that have values. */
  static List<LineChart> withValues(List<LineChart> charts) {
    List<LineChart> kept = new ArrayList<>();
    for (LineChart chart : charts) {
      List<Line> lines = chart.lines().stream().filter(line -> !line.values().isEmpty()).toList();
      if (!lines.isEmpty()) {
        kept.add(
            new LineChart(
                chart.group(), chart.title(), chart.y(), chart.scale(), chart.points(), lines));
      }
    }
    return kept;
  }

  /** The steps at which any line has a value. */
  List<Long> steps() {
    SortedSet<Long> steps = new TreeSet<>();
    lines.forEach(line -> steps.addAll(line.values().keySet()));
    return List.copyOf(steps);
  }

  /** Numbers that it is drawn of. */
  long size() {
    long dots = lines.stream().mapToLong(line -> line.episodes().size()).sum();
    return (long) steps().size() * (1 + lines.size()) + 2 * dots;
  }
}
