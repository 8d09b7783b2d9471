package io.papilio.laboratory.report.curve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  /** Of 27 draws of three, 7 have the least at least twice: far more than 2.5%. */
  @Test
  void theMedianOfThreeMayBeAnyOfThem() {
    assertEquals(new Interval(1, 3), Bootstrap.ofMedian(3, 1, 2));
  }

  /** The mean of n = 100 zeros and ones, half each, has standard deviation 0.05. */
  @Test
  void theIntervalOfAMeanIsTheNormalOne() {
    Interval interval =
        Bootstrap.interval(100, indices -> Arrays.stream(indices).map(i -> i % 2).sum() / 100.0);
    // 1.96 standard deviations; the draws' own noise is about 0.003.
    assertEquals(0.402, interval.low(), 0.02);
    assertEquals(0.598, interval.high(), 0.02);
  }

  @Test
  void oneSampleHasNoSpread() {
    assertEquals(new Interval(0.5, 0.5), Bootstrap.ofMedian(0.5));
  }

  @Test
  void mediansAreOfTheSortedSamplesAndWhatIsNotANumberIsLast() {
    assertEquals(2, Bootstrap.median(3, 1, 2));
    assertEquals(2.5, Bootstrap.median(4, 3, 2, 1));
    assertEquals(0.9, Bootstrap.median(Double.NaN, 0.9, 0.6));
    assertTrue(Double.isNaN(Bootstrap.median(Double.NaN, 0.9, Double.NaN)));
  }
}
