package io.papilio.laboratory.language;

import io.papilio.artifacts.table.MetricsTable;
import io.papilio.laboratory.report.chart.Point;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of training in which every iterate was evaluated.
 *
 * @param start the step before its first iterate
 * @param end its last iterate
 * @param iterates the averages of the iterates, raw first
 */
record WindowResults(long start, long end, List<Iterate> iterates) {
  /**
   * An average of the iterates in the window.
   *
   * @param losses validation loss by step
   * @param costs switching cost by step
   * @param completions those that changed, and all at the begin, by step and prompt
   */
  record Iterate(String name, List<Point> losses, List<Point> costs, List<Completion> completions) {
    double meanLoss() {
      return losses.stream().mapToDouble(Point::y).average().orElse(Double.NaN);
    }

    /** The mean switching cost, 0 to 1. */
    double meanCost() {
      return costs.stream().mapToDouble(Point::y).average().orElse(Double.NaN);
    }

    /** Mean position of the first token that differs, of completions that do. */
    double meanDivergence() {
      return completions.stream()
          .filter(c -> c.divergence() != Completion.BEGIN)
          .mapToInt(Completion::divergence)
          .average()
          .orElse(Double.NaN);
    }

    /** The completions of a prompt that changed, the one at the begin first. */
    List<Completion> of(int prompt) {
      return completions.stream().filter(c -> c.prompt() == prompt).toList();
    }
  }

  static WindowResults of(
      MetricsTable table, List<Completion> completions, long start, long length) {
    List<Iterate> iterates = new ArrayList<>();
    long end = start;
    for (String name : table.iterates()) {
      List<Point> losses = points(table, name, "validation_loss", start, length);
      List<Point> costs = points(table, name, "switching_cost", start, length);
      if (!costs.isEmpty()) {
        end = Math.max(end, (long) costs.get(costs.size() - 1).x());
        List<Completion> own =
            completions.stream()
                .filter(c -> c.iterate().equals(name))
                .filter(c -> c.step() >= start && c.step() <= start + length)
                .toList();
        iterates.add(new Iterate(name, losses, costs, own));
      }
    }
    return new WindowResults(start, end, List.copyOf(iterates));
  }

  private static List<Point> points(
      MetricsTable table, String name, String quantity, long start, long length) {
    return table.series(name, quantity).stream()
        .filter(value -> value.step() > start && value.step() <= start + length)
        .map(value -> new Point(value.step(), value.value()))
        .toList();
  }

  /** For people: {@code iterates 5001 to 5100}. */
  String title() {
    return "iterates " + (start + 1) + " to " + end;
  }
}
