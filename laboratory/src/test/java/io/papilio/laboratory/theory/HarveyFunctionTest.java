package io.papilio.laboratory.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.laboratory.numeric.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HarveyFunctionTest {
  /** T F and √T F of the last iterate, EMA with T^-β, the mean, and 2/(t+1). */
  @ParameterizedTest
  @CsvSource({
    "true, 250, 2.067, 1.653, 1.324, 1.181, 1.379, 1.129",
    "true, 1000, 2.409, 1.883, 1.452, 1.158, 1.385, 1.126",
    "false, 250, 0.306, 0.235, 0.168, 0.100, 0.052, 0.077",
    "false, 1000, 0.371, 0.283, 0.199, 0.116, 0.052, 0.077"
  })
  void averages(
      boolean stronglyConvex,
      int steps,
      double last,
      double quarter,
      double half,
      double most,
      double mean,
      double lacosteJulien) {
    assertEquals(last, Averaging.scaled(steps, stronglyConvex, x -> x[steps - 1]), 5e-4);
    assertEquals(quarter, ema(steps, stronglyConvex, 0.25), 5e-4);
    assertEquals(half, ema(steps, stronglyConvex, 0.5), 5e-4);
    assertEquals(most, ema(steps, stronglyConvex, 0.75), 5e-4);
    assertEquals(mean, Averaging.scaled(steps, stronglyConvex, IterateAverage::full), 5e-4);
    assertEquals(
        lacosteJulien,
        Averaging.scaled(steps, stronglyConvex, IterateAverage::lacosteJulien),
        5e-4);
  }

  @ParameterizedTest
  @CsvSource({"0.25, 0.035", "0.5, 0.022", "0.75, 0.012"})
  void emaGrowsOneMinusBetaTimesAsFast(double beta, double growth) {
    assertEquals(0.047, Averaging.growth(false, x -> x[x.length - 1]), 5e-4);
    double measured = Averaging.growth(false, x -> IterateAverage.ema(x, beta));
    assertEquals(growth, measured, 1e-3);
    assertEquals(0.047 * (1 - beta), measured, 2e-3);
  }

  @Test
  void functionIsConvexAndBoundedBelowByItsLastPiece() {
    Draws draws = Draws.of("test/harvey");
    for (boolean stronglyConvex : new boolean[] {true, false}) {
      HarveyFunction function = new HarveyFunction(20, stronglyConvex);
      for (int i = 0; i < 300; i++) {
        double[] x = draws.normals(20);
        double[] y = draws.normals(20);
        double[] middle = new double[20];
        for (int j = 0; j < 20; j++) {
          middle[j] = (x[j] + y[j]) / 2;
        }
        String message = "draw " + i + " of seed " + Draws.SEED;
        assertTrue(function.at(middle) <= (function.at(x) + function.at(y)) / 2 + 1e-12, message);
        assertTrue(function.at(x) >= function.last(x), message);
      }
    }
  }

  @Test
  void weightsOfLacosteJulienGrowLinearly() {
    double[][] iterates = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    double[] average = IterateAverage.lacosteJulien(iterates);
    assertEquals(1.0 / 6, average[0], 1e-15);
    assertEquals(2.0 / 6, average[1], 1e-15);
    assertEquals(3.0 / 6, average[2], 1e-15);
    assertEquals(1.0 / 3, IterateAverage.full(iterates)[0], 1e-15);
    assertEquals(0.5, IterateAverage.suffix(iterates, 0.5)[2], 1e-15);
  }

  @Test
  void lemmaD7NeedsNonDecreasingWeights() {
    assertTrue(LemmaD7.least(true) >= 1);
    assertTrue(LemmaD7.least(false) < 1);
  }

  private static double ema(int steps, boolean stronglyConvex, double beta) {
    return Averaging.scaled(steps, stronglyConvex, x -> IterateAverage.ema(x, beta));
  }
}
