package io.papilio.artifacts.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortestDecimalTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "1, 1",
    "100, 100",
    "0.1, 0.1",
    "-12.5, -12.5",
    "3e-4, 0.0003",
    "3e-5, 0.00003",
    "3e-6, 0.000003",
    "2e-3, 0.002",
    "2.2250738585072014E-308, 2.2250738585072014E-308",
    "2e23, 2E+23",
    "1e22, 1E+22",
    "0.3333333333333333, 0.3333333333333333",
    "NaN, NaN",
    "-Infinity, -Infinity"
  })
  void numbersTakeTheirFewestDigits(double value, String expected) {
    assertEquals(expected, ShortestDecimal.of(value));
  }

  @Test
  void everyTextReadsBackAsTheSameDouble() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value) && value != 0) {
        assertEquals(value, Double.parseDouble(ShortestDecimal.of(value)));
      }
    }
  }
}
