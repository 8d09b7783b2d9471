package io.papilio.laboratory.report.curve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.validation.InvalidValueException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CurveStatisticsTest {
  // Sums and quotients of a few small decimals: at most some units in the last place.
  private static final double ROUNDING = 1e-15;

  /** Steps 100, 200, ... */
  private static Curve curve(double... values) {
    return new Curve(
        LongStream.rangeClosed(1, values.length).map(k -> 100 * k).boxed().toList(),
        DoubleStream.of(values).boxed().toList());
  }

  @Test
  void aCurveWorkedOutByHand() {
    // T = 800; middle half: steps 200 to 600; second half: steps 400 to 800.
    Curve curve = curve(0.1, 0.5, 0.96, 0.4, 1.0, 0.6, 0.97, 0.8);
    CurveStatistics statistics = CurveStatistics.of(curve, Goal.HIGHER);
    assertEquals(1.0, statistics.best());
    assertEquals(0.8, statistics.last());
    // (0.5 + 0.96 + 0.4 + 1.0 + 0.6) / 5
    assertEquals(0.692, statistics.middle().mean(), ROUNDING);
    assertEquals(0.6, statistics.middle().range(), ROUNDING);
    // (0.4 + 1.0 + 0.6 + 0.97 + 0.8) / 5
    assertEquals(0.754, statistics.secondHalf().mean(), ROUNDING);
    // squares 0.125316, 0.060516, 0.023716, 0.046656, 0.002116: sum 0.25832, over 5
    assertEquals(Math.sqrt(0.051664), statistics.secondHalf().standardDeviation(), ROUNDING);
    // (0.6 + 0.4 + 0.37 + 0.17) / 4
    assertEquals(0.385, statistics.secondHalf().oscillation(), ROUNDING);
    // 95% of the best is 0.95: first at step 300; the last evaluation is below it.
    assertEquals(OptionalDouble.of(0.375), statistics.times().early());
    assertTrue(statistics.times().worse().isEmpty());
    assertEquals(0, statistics.diverged());
  }

  @Test
  void theBestLossIsTheLowest() {
    CurveStatistics statistics = CurveStatistics.of(curve(0.5, 0.2, 0.3, 0.25), Goal.LOWER);
    assertEquals(0.2, statistics.best());
    assertEquals(0.25, statistics.last());
    assertEquals(OptionalDouble.of(0.5), statistics.times().early());
    assertTrue(statistics.times().worse().isEmpty());
  }

  @Test
  void theLastDipCountsOfARunThatEndsWell() {
    // T = 500; the bar is 0.95: early at 200, below it at 300 and 400.
    CurveStatistics statistics = CurveStatistics.of(curve(0.9, 0.96, 0.5, 0.94, 1.0), Goal.HIGHER);
    assertEquals(OptionalDouble.of(0.4), statistics.times().early());
    assertEquals(OptionalDouble.of(0.8), statistics.times().worse());
  }

  @Test
  void aRunThatStaysGoodNeverGetsWorse() {
    CurveStatistics statistics = CurveStatistics.of(curve(0.1, 0.94, 0.96, 1), Goal.HIGHER);
    assertEquals(OptionalDouble.of(0.75), statistics.times().early());
    assertEquals(OptionalDouble.of(0), statistics.times().worse());
  }

  @Test
  void withinFivePercentOfABestBelowZeroIsBelowIt() {
    // The bar is -100 - 5.
    CurveStatistics statistics = CurveStatistics.of(curve(-106, -104, -100, -105.5), Goal.HIGHER);
    assertEquals(OptionalDouble.of(0.5), statistics.times().early());
    assertTrue(statistics.times().worse().isEmpty());
  }

  @Test
  void valuesThatAreNotFiniteAreCountedAndLeftOut() {
    CurveStatistics statistics =
        CurveStatistics.of(
            curve(1, 2, 3, Double.NaN, 5, 7, Double.NEGATIVE_INFINITY, Double.NaN), Goal.HIGHER);
    assertEquals(7, statistics.best());
    assertTrue(Double.isNaN(statistics.last()));
    assertEquals(3, statistics.diverged());
    assertEquals(6, statistics.secondHalf().mean());
    // Only 5 and 7 are neighbors; 3 and 5 are not.
    assertEquals(2, statistics.secondHalf().oscillation());
    assertEquals(5, statistics.middle().range());
  }

  @Test
  void oneEvaluationHasNoOscillation() {
    CurveStatistics statistics = CurveStatistics.of(curve(0.5), Goal.HIGHER);
    assertEquals(0.5, statistics.best());
    assertEquals(0.5, statistics.secondHalf().mean());
    assertEquals(0, statistics.secondHalf().standardDeviation());
    assertTrue(Double.isNaN(statistics.secondHalf().oscillation()));
    assertTrue(Double.isNaN(statistics.middle().mean()), "step T is not in the middle half");
  }

  @Test
  void aCurveThatNeverWasFiniteHasNoNumbers() {
    CurveStatistics statistics = CurveStatistics.of(curve(Double.NaN, Double.NaN), Goal.LOWER);
    assertTrue(Double.isNaN(statistics.best()));
    assertTrue(Double.isNaN(statistics.secondHalf().range()));
    assertTrue(statistics.times().early().isEmpty());
    assertEquals(2, statistics.diverged());
  }

  @Test
  void anEvaluationAtStepZeroAloneIsAllOfTraining() {
    Curve curve = new Curve(List.of(0L), List.of(0.5));
    assertEquals(OptionalDouble.of(0), CurveStatistics.of(curve, Goal.HIGHER).times().early());
  }

  @Test
  void stepsThatDoNotIncreaseAreRejected() {
    List<Double> values = List.of(1.0, 2.0);
    var error = assertThrows(InvalidValueException.class, () -> new Curve(List.of(5L, 5L), values));
    assertEquals("step: 5 (expected: > 5)", error.getMessage());
    assertThrows(InvalidValueException.class, () -> new Curve(List.of(), List.of()));
    assertThrows(InvalidValueException.class, () -> new Curve(List.of(1L), values));
  }
}
