package io.papilio.it.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Small files are easy to change: median at most 80 lines, 90th percentile 220, none above 400. */
class FileSizeTest {
  private final Map<Path, Integer> lines = SourceFiles.lines();

  @Test
  void noFileIsAbove400Lines() {
    Map<Path, Integer> long400 = new TreeMap<>(lines);
    long400.values().removeIf(n -> n <= 400);
    assertEquals(Map.of(), long400);
  }

  @Test
  void medianAndNinetiethPercentileStayInTheBudget() {
    List<Integer> sorted = lines.values().stream().sorted().toList();
    int median = sorted.get(sorted.size() / 2);
    int p90 = sorted.get(sorted.size() * 9 / 10);
    assertTrue(median <= 80, "median: " + median + " lines (expected: <= 80)");
    assertTrue(p90 <= 220, "90th percentile: " + p90 + " lines (expected: <= 220)");
  }
}
