package io.papilio.cli.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** A histogram of at most ten lines of text. */
public final class Histogram {
  private static final int BINS = 10;
  private static final int WIDTH = 40;

  private Histogram() {}

  /** One line per bin of equal width from the least to the greatest value. */
  public static List<String> of(List<Double> values) {
    double low = Collections.min(values);
    double high = Collections.max(values);
    int bins = high > low ? BINS : 1;
    int[] counts = new int[bins];
    for (double value : values) {
      // The greatest value belongs to the last bin.
      int bin = high > low ? (int) ((value - low) / (high - low) * bins) : 0;
      counts[Math.min(bin, bins - 1)]++;
    }
    int most = Arrays.stream(counts).max().orElseThrow();
    List<String> lines = new ArrayList<>();
    for (int bin = 0; bin < bins; bin++) {
      double from = low + (high - low) * bin / bins;
      double to = low + (high - low) * (bin + 1) / bins;
      String bar = "█".repeat(Math.round((float) WIDTH * counts[bin] / most));
      lines.add(String.format(Locale.ROOT, "%9.1f to %9.1f %s %d", from, to, bar, counts[bin]));
    }
    return lines;
  }
}
