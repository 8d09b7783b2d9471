package io.papilio.laboratory.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that were computed independently, to the digits that are known of them. */
class ClosedFormTest {
  private static final int HORIZON = 1000;
  private static final double EPSILON = 1e-3;

  /** Each number with half a unit of its last digit. */
  @ParameterizedTest
  @CsvSource({
    "0.001, 4.3e-4, 5e-6, -1000, 0.5, 115.6",
    "0.002, 1.7e-3, 5e-5, -3189, 0.5, 186.9",
    "0.004, 6.9e-3, 5e-5, -6.64e4, 50, 266.1",
    "0.010, 4.3e-2, 5e-4, -3.35e9, 5e6, 349.0"
  })
  void unstableLinear(
      double epsilonPrime,
      double loss,
      double lossDigit,
      double worst,
      double worstDigit,
      double gain) {
    assertEquals(loss, UnstableLinear.loss(EPSILON, epsilonPrime, HORIZON), lossDigit);
    assertEquals(worst, -UnstableLinear.cost(1 - EPSILON + epsilonPrime, HORIZON), worstDigit);
    double expert = UnstableLinear.cost(1 - EPSILON, HORIZON);
    assertEquals(432.6, expert, 0.05);
    double better = UnstableLinear.cost(1 - EPSILON - epsilonPrime / 2, HORIZON);
    assertEquals(gain, expert - better, 0.05);
  }

  @Test
  void constantsOfTheCliff() {
    // P(|θ| > ϵ) reaches 1/2 at E ℓ = 1.10 ϵ²
    Cliff cliff = new Cliff(0.2, 100);
    assertEquals(0.5, cliff.fall(0, 2 * CliffGaussian.C1 * 0.04), 2e-3);
  }

  @ParameterizedTest
  @CsvSource({
    "0.3, 0.3, 0.09098, 5e-6",
    "0.3, 0.03, 0.014056, 5e-7",
    "0.3, 0.003, 0.00148997, 5e-9",
    "0.1, 0.01, 0.0045884, 5e-8",
    "0.1, 0.001, 0.00049555, 5e-9",
    "0.01, 0.1, 0.0045884, 5e-8"
  })
  void stationaryEma(double eta, double gamma, double variance, double digits) {
    QuadraticSgd sgd = new QuadraticSgd(eta, gamma, 1, 0);
    assertEquals(variance, sgd.averageStationary(), digits);
    int late = (int) (20 / Math.min(eta, gamma));
    assertClose(sgd.averageStationary(), sgd.average(late), 1e-9);
  }

  @Test
  void stationaryRawIterate() {
    assertEquals(0.17647, new QuadraticSgd(0.3, 0.3, 1, 0).rawStationary(), 5e-6);
    assertEquals(0.05263, new QuadraticSgd(0.1, 0.3, 1, 0).rawStationary(), 5e-6);
  }

  @Test
  void cliffUnderSgd() {
    QuadraticSgd sgd = new QuadraticSgd(CliffSgd.ETA, CliffSgd.GAMMA, 1, 0);
    Cliff cliff = CliffSgd.CLIFF;
    assertEquals(0.634, cliff.fall(0, sgd.rawStationary()), 5e-4);
    assertEquals(2.2e-7, cliff.fall(0, sgd.averageStationary()), 5e-9);
    assertEquals(63.4, cliff.gap(sgd.rawStationary()), 0.05);
    assertEquals(0.0015, cliff.gap(sgd.averageStationary()), 5e-5);
    assertEquals(0.104, CliffSgd.goodIterate(sgd), 5e-4);
    assertTrue(CliffSgd.leastSteps(CliffSgd.GAMMA) <= 968);
    assertTrue(Math.pow(1 - CliffSgd.GAMMA, 2 * 968) <= CliffSgd.GAMMA);
  }

  /** raw → EMA for γ = 0.01, 0.1, 1 at t = 100. */
  @ParameterizedTest
  @CsvSource({
    "CONSTANT, 100, 16.81, 85.0, 98.5, 0.05",
    "INVERSE_ROOT, 4.615, 1.395, 4.444, 4.600, 5e-4",
    "INVERSE, 0.990, 0.378, 0.988, 0.990, 5e-4",
    "LINEAR, 33.33, 9.296, 32.96, 33.33, 5e-3"
  })
  void driftlessSchedules(
      Schedule schedule, double raw, double slow, double middle, double fast, double digits) {
    assertEquals(raw, schedule.raw(100, 100), digits);
    assertEquals(slow, schedule.average(0.01, 100), digits);
    assertEquals(middle, schedule.average(0.1, 100), digits);
    assertEquals(fast, schedule.average(1, 100), digits);
  }

  @Test
  void constantScheduleHasItsClosedForm() {
    for (double gamma : new double[] {0.01, 0.1, 1}) {
      // t - 2 (1 - e^{-γt})/γ + (1 - e^{-2γt})/(2γ)
      double exact =
          100 + 2 * Math.expm1(-gamma * 100) / gamma - Math.expm1(-2 * gamma * 100) / (2 * gamma);
      assertClose(exact, Schedule.CONSTANT.average(gamma, 100), 1e-8);
    }
  }

  @Test
  void ornsteinUhlenbeckEmaTendsToItsStationaryVariance() {
    for (double a : new double[] {0.2, 1, 3}) {
      for (double gamma : new double[] {0.05, 0.7, 5}) {
        OrnsteinUhlenbeck process = new OrnsteinUhlenbeck(a, gamma, 1);
        assertClose(gamma / (2 * a * (a + gamma)), process.averageVariance(1e4), 1e-10);
        assertClose(1 / (2 * a), process.bound(1e4), 1e-10);
      }
    }
  }

  private static void assertClose(double expected, double actual, double relative) {
    assertEquals(expected, actual, relative * Math.abs(expected));
  }
}
