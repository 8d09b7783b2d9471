package io.papilio.laboratory.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NormalTest {
  /** Values of erfc from tables, on both sides of the switch between series and fraction. */
  @Test
  void erfcIsAccurateInTheBodyAndInTheTail() {
    assertEquals(1, Normal.erfc(0));
    assertEquals(0.4795001221869535, Normal.erfc(0.5), 1e-15);
    assertEquals(1.8427007929497148, Normal.erfc(-1), 1e-15);
    assertEquals(4.677734981047266e-3, Normal.erfc(2), 1e-16);
    assertEquals(2.209049699858544e-5, Normal.erfc(3), 1e-18);
    assertEquals(1.537459794428035e-12, Normal.erfc(5), 1e-25);
    assertEquals(Normal.erfc(2 - 1e-9), Normal.erfc(2), 1e-10);
  }

  @Test
  void simpsonIsExactForCubics() {
    assertEquals(4, Integral.simpson(x -> x * x * x, 0, 2, 2), 1e-14);
    assertEquals(Math.E - 1, Integral.simpson(Math::exp, 0, 1, 100), 1e-10);
  }

  @Test
  void lineFitsPoints() {
    double[] x = {0, 1, 2, 3};
    double[] y = {1, 3, 5, 7};
    Line line = Line.fit(x, y);
    assertEquals(2, line.slope(), 1e-15);
    assertEquals(1, line.intercept(), 1e-15);
    assertEquals(0, line.unexplained(x, y), 1e-15);
  }

  @Test
  void meanHasItsStandardError() {
    Mean mean = Mean.of(1, 2, 3, 4);
    assertEquals(2.5, mean.value());
    // √(5/3 / 4)
    assertEquals(Math.sqrt(5.0 / 12), mean.error(), 1e-15);
  }
}
