package io.papilio.cli.terminal;

import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.rollout.ReturnSummary;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Prints how episodes went: a summary of the returns and their histogram. */
public final class ReturnTable {
  private ReturnTable() {}

  /**
   * @param title what acted, and where
   */
  public static void print(PrintWriter out, String title, List<EpisodeStatistics> episodes) {
    ReturnSummary summary = ReturnSummary.of(episodes);
    long whole = episodes.stream().filter(e -> !e.terminated()).count();
    out.println(title + ", " + episodes.size() + " episodes");
    row(out, "return, mean", summary.mean());
    row(out, "standard deviation", summary.standardDeviation());
    row(out, "lower quartile", summary.lowerQuartile());
    row(out, "median", summary.median());
    row(out, "upper quartile", summary.upperQuartile());
    row(out, "length, mean", EpisodeStatistics.meanLength(episodes));
    out.printf("%-20s %10d of %d%n", "not terminated", whole, episodes.size());
    out.println();
    Histogram.of(episodes.stream().map(EpisodeStatistics::undiscountedReturn).toList())
        .forEach(out::println);
  }

  private static void row(PrintWriter out, String name, double value) {
    out.printf(Locale.ROOT, "%-20s %10.1f%n", name, value);
  }
}
