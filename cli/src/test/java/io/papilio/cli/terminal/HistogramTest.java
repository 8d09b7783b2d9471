package io.papilio.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class HistogramTest {
  @Test
  void everyValueIsInOneBinAndTheFullestBinIsFortyWide() {
    List<String> lines = Histogram.of(List.of(0.0, 0.5, 9.0, 10.0));
    assertEquals(10, lines.size());
    assertEquals("      0.0 to       1.0 " + "█".repeat(40) + " 2", lines.get(0));
    assertEquals("      1.0 to       2.0  0", lines.get(1));
    assertEquals("      9.0 to      10.0 " + "█".repeat(40) + " 2", lines.get(9));
  }

  @Test
  void equalValuesAreOneBin() {
    assertEquals(
        List.of("      3.0 to       3.0 " + "█".repeat(40) + " 2"),
        Histogram.of(List.of(3.0, 3.0)));
  }
}
