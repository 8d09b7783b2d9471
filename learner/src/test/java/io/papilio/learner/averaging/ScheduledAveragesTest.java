package io.papilio.learner.averaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.papilio.core.random.NumpyGenerator;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each kind of moving average against its defining sum in float64. */
class ScheduledAveragesTest {
  // More than one block, and not a multiple of it.
  private static final int SIZE = 2051;
  private static final int LAST = SIZE - 1;

  private final NumpyGenerator generator = NumpyGenerator.ofSeed(9);

  @Test
  void theAverageIsTheExplicitWeightedSum() {
    Map<String, DecaySchedule> schedules =
        Map.of(
            "constant-ema:rate=0.005,burn-in=7", t -> 0.005,
            "ema:power=0.75,burn-in=7", t -> Math.max(Math.pow((double) t, -0.75), 1e-4),
            "ema:power=0.5,minimum-rate=0.02,burn-in=7",
                t -> Math.max(Math.pow((double) t, -0.5), 0.02),
            "mean:burn-in=7", t -> 1.0 / t);
    int burnIn = 7;
    int steps = 400;
    schedules.forEach(
        (text, schedule) -> {
          float[][] iterates = iterates(steps + 1);
          AverageBank bank = bank(text, iterates[0]);
          for (int t = 1; t <= steps; t++) {
            bank.update(iterates[t]);
          }
          // sum_s gamma_s prod_{r > s} (1 - gamma_r) theta(s), and the rest of the weight on
          // theta(burnIn)
          double sum = 0;
          double remaining = 1;
          for (int t = steps; t > burnIn; t--) {
            double gamma = schedule.gamma(t - burnIn);
            sum += remaining * gamma * iterates[t][LAST];
            remaining *= 1 - gamma;
          }
          sum += remaining * iterates[burnIn][LAST];
          // Compensation keeps the sum to float32's rounding of the result, and gamma's rounding,
          // 2^-24 relative, moves it by less than that of the largest iterate, about 4.
          assertEquals(sum, average(bank, SIZE)[LAST], 4 * 0x1p-23, text);
        });
  }

  @Test
  void theMeanAndAnEmaOfPowerOneAreTheMeanOfTheIteratesSinceTheBurnIn() {
    int burnIn = 50;
    int steps = 3050;
    AverageBank mean = bank("mean:burn-in=50", new float[1]);
    AverageBank ema = bank("ema:power=1,minimum-rate=0,burn-in=50", new float[1]);
    double sum = 0;
    for (int t = 1; t <= steps; t++) {
      float iterate = (float) (1 + generator.standardNormal());
      sum += t > burnIn ? iterate : 0;
      mean.update(new float[] {iterate});
      ema.update(new float[] {iterate});
    }
    // One unit of rounding of a result near 1, and another for gamma's.
    assertEquals(sum / (steps - burnIn), average(mean, 1)[0], 0x1p-22);
    assertEquals(sum / (steps - burnIn), average(ema, 1)[0], 0x1p-22);
  }

  @Test
  void duringTheBurnInAndRightAfterItTheAverageIsTheIterate() {
    AverageBank bank = bank("ema:power=0.7,burn-in=3", new float[SIZE]);
    for (float[] iterate : iterates(4)) {
      bank.update(iterate);
      assertArrayEquals(iterate, average(bank, SIZE));
    }
    float[] next = iterates(1)[0];
    float before = average(bank, SIZE)[LAST];
    bank.update(next);
    assertEquals(
        before + Math.pow(2, -0.7) * (next[LAST] - before), average(bank, SIZE)[LAST], 1e-6);
  }

  @Test
  void smallWeightsAreNotLostToRounding() {
    // Without compensation 1e-4 * 1e-4 is below half a unit of rounding of 1 and nothing moves.
    AverageBank bank = bank("constant-ema:rate=1e-4", new float[] {1});
    float[] iterate = new float[] {1.0001f};
    for (int t = 0; t < 20_000; t++) {
      bank.update(iterate);
    }
    // 1.0001 - 1e-4 (1 - 1e-4)^20000 = 1.0001 - 1.35e-5, to float32's rounding
    double gap = (double) 1.0001f - 1;
    assertEquals(1 + gap * (1 - Math.pow(1 - 1e-4, 20_000)), average(bank, 1)[0], 0x1p-23);
  }

  private static AverageBank bank(String text, float[] start) {
    return new AverageBank(Averages.parse(text), start);
  }

  private static float[] average(AverageBank bank, int size) {
    float[] average = new float[size];
    bank.copyTo(bank.names().get(0), average);
    return average;
  }

  private float[][] iterates(int count) {
    float[][] iterates = new float[count][SIZE];
    for (float[] iterate : iterates) {
      for (int i = 0; i < SIZE; i++) {
        iterate[i] = (float) generator.standardNormal();
      }
    }
    return iterates;
  }
}
