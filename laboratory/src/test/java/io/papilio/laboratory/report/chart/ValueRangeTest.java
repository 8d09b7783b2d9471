package io.papilio.laboratory.report.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValueRangeTest {
  @Test
  void valuesThatAreNotFiniteDoNotCount() {
    assertEquals(
        new ValueRange(1, 3),
        ValueRange.of(List.of(3.0, Double.NaN, 1.0, Double.POSITIVE_INFINITY)));
    assertEquals(new ValueRange(0, 1), ValueRange.of(List.of(Double.NaN)));
  }

  @Test
  void anchorsAreAlwaysCovered() {
    assertEquals(new ValueRange(0, 1), ValueRange.ofBulk(List.of(0.4, 0.6), 0.0, 1.0));
    assertEquals(new ValueRange(0, 1), ValueRange.ofBulk(List.of(), 0.0, 1.0));
  }

  @Test
  void aFewValuesFarOutAreLeftOutside() {
    List<Double> values = hundredValues();
    values.add(-400.0);
    assertEquals(new ValueRange(0, 1), ValueRange.ofBulk(values, 0.0, 1.0));
  }

  @Test
  void aFewValuesNotSoFarOutAreCovered() {
    List<Double> values = hundredValues();
    values.add(-1.5);
    assertEquals(new ValueRange(-1.5, 1), ValueRange.ofBulk(values, 0.0, 1.0));
  }

  @Test
  void aRangeWithoutWidthIsOpened() {
    assertEquals(new ValueRange(1, 3), new ValueRange(2, 2).open());
    assertEquals(new ValueRange(-0.5, 0.5), new ValueRange(0, 0).open());
    assertEquals(new ValueRange(1, 2), new ValueRange(1, 2).open());
  }

  /** 0.00 to 0.99. */
  private static List<Double> hundredValues() {
    return new ArrayList<>(IntStream.range(0, 100).mapToObj(i -> i / 100.0).toList());
  }
}
