package io.papilio.laboratory.report.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {
  @Test
  void ticksAreRoundNumbersThatReadAsThey() {
    Axis axis = Axis.covering(0, 1.02, 300, 0, 6);
    assertEquals(List.of(0.0, 0.2, 0.4, 0.6, 0.8, 1.0), axis.ticks());
    assertEquals(List.of("0.0", "0.2", "0.4", "0.6", "0.8", "1.0"), axis.labels());
  }

  @Test
  void countsHaveWholeTicks() {
    assertEquals(List.of("0", "1", "2"), Axis.ofCounts(-0.03, 2.03, 0, 800, 10).labels());
    assertEquals(
        List.of("0", "5k", "10k", "15k", "20k"), Axis.ofCounts(-300, 20300, 0, 800, 5).labels());
    assertEquals(
        List.of("0", "0.5M", "1M", "1.5M"), Axis.ofCounts(0, 1_900_000, 0, 800, 5).labels());
  }

  @Test
  void ticksBelowZeroHaveATrueMinusSign() {
    assertEquals(List.of("−2", "−1", "0", "1"), Axis.covering(-1.5, 1, 300, 0, 4).labels());
  }

  @Test
  void oneValueHasRoomAroundIt() {
    Axis axis = Axis.covering(0, 0, 300, 0, 4);
    assertEquals(List.of("−0.5", "0.0", "0.5"), axis.labels());
  }

  @Test
  void verySmallNumbersAreCountedInAPowerOfTen() {
    Axis axis = Axis.covering(0, 3.1e-5, 100, 0, 4);
    assertEquals(-5, axis.exponent());
    assertEquals(List.of("0", "1", "2", "3"), axis.labels());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 6",
    "0, 1.02, 6",
    "-0.13, 1.3, 6",
    "0.016, 0.0191, 4",
    "1e-9, 3e-9, 4",
    "-5000, 12, 6",
    "0, 1e7, 4",
    "999.9, 1000.1, 4",
    "-3, -1, 5"
  })
  void aLinearAxisCoversItsValuesWithAFewTicks(double low, double high, int count) {
    Axis axis = Axis.covering(low, high, 300, 0, count);
    assertCovers(axis, low, high);
    assertTrue(axis.ticks().size() <= count + 2, axis.ticks().toString());
    // The last tick is less than a step from the end.
    double step = axis.ticks().get(1) - axis.ticks().get(0);
    double last = axis.ticks().get(axis.ticks().size() - 1);
    assertTrue(axis.scale().high() - last < 1.001 * step, axis.toString());
  }

  @ParameterizedTest
  @CsvSource({"0.0161, 0.5", "1e-9, 3", "0.01, 1", "1, 10", "0.3, 40000", "2e-12, 1e12"})
  void aLogarithmicAxisCoversItsValuesAndEndsAtTicks(double low, double high) {
    Axis axis = Axis.logarithmic(low, high, 130, 0);
    assertCovers(axis, low, high);
    assertTrue(axis.ticks().size() <= 7, axis.ticks().toString());
    assertEquals(axis.scale().low(), axis.ticks().get(0));
  }

  @Test
  void aLogarithmicAxisOfOneDecadeHasTicksWithinIt() {
    assertEquals(
        List.of("0.01", "0.02", "0.05", "0.1", "0.2"),
        Axis.logarithmic(0.0161, 0.2, 130, 0).labels());
  }

  @Test
  void aLogarithmicAxisOfManyDecadesHasPowersOfTen() {
    assertEquals(
        List.of("10⁻⁵", "10⁻⁴", "10⁻³", "10⁻²", "10⁻¹"),
        Axis.logarithmic(1e-5, 0.09, 130, 0).labels());
  }

  @Test
  void aLogarithmicAxisAroundOneReadsInFull() {
    assertEquals(
        List.of("0.1", "1", "10", "100", "1000"), Axis.logarithmic(0.2, 900, 130, 0).labels());
    assertEquals(
        List.of("2·10⁻⁵", "5·10⁻⁵", "10⁻⁴"), Axis.logarithmic(3e-5, 9e-5, 130, 0).labels());
  }

  private static void assertCovers(Axis axis, double low, double high) {
    assertTrue(axis.scale().covers(low) && axis.scale().covers(high), axis.toString());
    assertTrue(axis.ticks().size() >= 2, axis.ticks().toString());
    assertTrue(axis.ticks().stream().allMatch(axis.scale()::covers), axis.toString());
  }
}
