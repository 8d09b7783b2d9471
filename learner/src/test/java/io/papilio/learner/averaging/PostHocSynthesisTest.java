package io.papilio.learner.averaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.random.NumpyGenerator;
import io.papilio.learner.averaging.PostHocSynthesis.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostHocSynthesisTest {
  private static final int STEPS = 3200;
  private static final int PERIOD = 100;

  /**
   * A synthesized average beside one that was kept: they differ by at most what their weights of
   * the iterates differ, by the inequality of Cauchy and Schwarz.
   *
   * @param difference of the weights, relative to the norm of those wanted
   */
  @ParameterizedTest
  @CsvSource({"0.03,0.02", "0.05,1e-6", "0.06,0.002", "0.075,0.002", "0.15,0.005", "0.2,0.01"})
  void theAverageOfAnyWidthIsThatWhichWasKept(double width, double difference) {
    AverageBank bank =
        new AverageBank(
            Averages.parse("posthoc:period=100,power-function:width=" + width), new float[1]);
    NumpyGenerator generator = NumpyGenerator.ofSeed(5);
    List<Snapshot> saved = new ArrayList<>();
    List<Float> values = new ArrayList<>();
    float[] number = new float[1];
    double theta = 0;
    double squares = 0;
    for (int t = 1; t <= STEPS; t++) {
      theta += 0.1 * generator.standardNormal();
      bank.update(new float[] {(float) theta});
      squares += theta * theta;
      for (int part = 0; t % PERIOD == 0 && part < 2; part++) {
        bank.copyPartTo("posthoc", part, number);
        saved.add(new Snapshot(part == 0 ? 0.05 : 0.1, t));
        values.add(number[0]);
      }
    }
    double[] factors = PostHocSynthesis.coefficients(saved, new Snapshot(width, STEPS));
    double synthesized = 0;
    double rounding = 0;
    for (int k = 0; k < factors.length; k++) {
      synthesized += factors[k] * values.get(k);
      // gamma and the average are float32
      rounding += Math.abs(factors[k] * values.get(k)) * 0x1p-22;
    }
    bank.copyTo("power-function", number);
    double residual = residual(saved, factors, new Snapshot(width, STEPS));
    double norm = residual(List.of(), new double[0], new Snapshot(width, STEPS));
    assertTrue(residual <= difference * norm, residual / norm + " of the norm");
    assertEquals(number[0], synthesized, residual * Math.sqrt(squares) + rounding);
  }

  /** The norm of sum_k x_k w_k - w, w(s) being the weight of iterate s. */
  private static double residual(List<Snapshot> saved, double[] factors, Snapshot wanted) {
    double[] left = new double[STEPS + 1];
    addWeights(left, wanted, -1);
    for (int k = 0; k < factors.length; k++) {
      addWeights(left, saved.get(k), factors[k]);
    }
    double sum = 0;
    for (double weight : left) {
      sum += weight * weight;
    }
    return Math.sqrt(sum);
  }

  private static void addWeights(double[] sum, Snapshot of, double factor) {
    double power = PowerFunctionProfile.of(of.width(), 1).exponent() + 1;
    for (int s = 1; s <= of.step(); s++) {
      double weight =
          Math.pow((double) s / of.step(), power) - Math.pow((s - 1.0) / of.step(), power);
      sum[s] += factor * weight;
    }
  }

  @Test
  void anAverageThatWasSavedIsItself() {
    List<Snapshot> saved =
        List.of(new Snapshot(0.05, 500), new Snapshot(0.05, 1000), new Snapshot(0.1, 1000));
    double[] factors = PostHocSynthesis.coefficients(saved, new Snapshot(0.1, 1000));
    assertEquals(0, factors[0], 1e-12);
    assertEquals(0, factors[1], 1e-12);
    assertEquals(1, factors[2], 1e-12);
  }

  /** With gamma = 0, p = 1/t up to t: the integral of the product of 1/2 and 1/4 to 2 is 1/4. */
  @Test
  void theInnerProductOfMeansIsThatOfBoxes() {
    double widest = 1 / Math.sqrt(12);
    assertEquals(0, PowerFunctionProfile.of(widest, 1).exponent(), 1e-9);
    var two = new PowerFunctionProfile(0, 2);
    var four = new PowerFunctionProfile(0, 4);
    assertEquals(0.25, two.dot(four), 1e-15);
    assertEquals(0.25, four.dot(two), 1e-15);
    // p = 3 s^2 / 8 and 1/4, to 2: 8/3 * 3/32
    assertEquals(0.25, new PowerFunctionProfile(2, 2).dot(four), 1e-15);
    // p = 1/2 and 3 s^2 / 64, to 2: 8/3 * 3/128
    assertEquals(1 / 16.0, two.dot(new PowerFunctionProfile(2, 4)), 1e-15);
  }

  @Test
  void snapshotsThatAreTooManyAreThinned() {
    SnapshotPlan plan = new SnapshotPlan(10, 3, List.of(0.05));
    assertEquals(List.of(10L, 20L, 30L), kept(plan, 39));
    assertEquals(List.of(20L, 40L, 60L), kept(plan, 79));
    assertEquals(List.of(40L, 80L), kept(plan, 80));
    assertEquals(List.of(40L, 80L, 120L), kept(plan, 159));
  }

  /** Whatever is kept at a step has been taken, and is there since. */
  @ParameterizedTest
  @ValueSource(ints = {1, 4, 7})
  void aSnapshotThatIsKeptWasNeverDeleted(int most) {
    SnapshotPlan plan = new SnapshotPlan(3, most, List.of(0.05));
    for (long step = 1; step < 300; step++) {
      List<Long> kept = kept(plan, step);
      assertTrue(kept.size() <= most);
      for (long earlier : kept) {
        assertTrue(plan.isDue(earlier));
        for (long between = earlier; between < step; between++) {
          assertTrue(plan.isKept(earlier, between), earlier + " at " + between);
        }
      }
    }
  }

  private static List<Long> kept(SnapshotPlan plan, long step) {
    return LongStream.rangeClosed(1, step).filter(s -> plan.isKept(s, step)).boxed().toList();
  }
}
