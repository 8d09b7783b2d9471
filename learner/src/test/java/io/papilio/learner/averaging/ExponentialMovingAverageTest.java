package io.papilio.learner.averaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.random.NumpyGenerator;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.learner.averaging.DecaySchedule.Constant;
import io.papilio.learner.averaging.DecaySchedule.Polynomial;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class ExponentialMovingAverageTest {
  // More than one block, and not a multiple of it.
  private static final int SIZE = 2051;
  private static final int LAST = SIZE - 1;

  private final NumpyGenerator generator = NumpyGenerator.ofSeed(9);

  @Test
  void theAverageIsTheExplicitWeightedSum() {
    for (DecaySchedule schedule :
        new DecaySchedule[] {
          new Constant(0.005), new Polynomial(0.75, 1e-4), new Polynomial(0.5, 0.02)
        }) {
      int burnIn = 7;
      int steps = 400;
      float[][] iterates = iterates(steps + 1);
      FloatBuffer average = FloatBuffer.wrap(iterates[0].clone());
      var ema = new ExponentialMovingAverage(schedule, burnIn, average);
      for (int t = 1; t <= steps; t++) {
        ema.update(FloatBuffer.wrap(iterates[t]));
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
      // Compensation keeps the sum to float32's rounding of the result, and gamma's rounding, 2^-24
      // relative, moves it by less than that of the largest iterate, about 4.
      assertEquals(sum, average.get(LAST), 4 * 0x1p-23);
    }
  }

  @Test
  void withAlphaOneTheAverageIsTheMeanOfTheIteratesSinceTheBurnIn() {
    int burnIn = 50;
    int steps = 3050;
    FloatBuffer average = FloatBuffer.allocate(1);
    var ema = new ExponentialMovingAverage(new Polynomial(1, 0), burnIn, average);
    double sum = 0;
    for (int t = 1; t <= steps; t++) {
      float iterate = (float) (1 + generator.standardNormal());
      sum += t > burnIn ? iterate : 0;
      ema.update(FloatBuffer.wrap(new float[] {iterate}));
    }
    // One unit of rounding of a result near 1, and another for gamma's.
    assertEquals(sum / (steps - burnIn), average.get(0), 0x1p-22);
  }

  @Test
  void duringTheBurnInAndRightAfterItTheAverageIsTheIterate() {
    FloatBuffer average = FloatBuffer.allocate(SIZE);
    var ema = new ExponentialMovingAverage(new Polynomial(0.7, 1e-4), 3, average);
    for (float[] iterate : iterates(4)) {
      ema.update(FloatBuffer.wrap(iterate));
      assertArrayEquals(iterate, average.array());
    }
    float[] next = iterates(1)[0];
    float before = average.get(LAST);
    ema.update(FloatBuffer.wrap(next));
    assertEquals(before + Math.pow(2, -0.7) * (next[LAST] - before), average.get(LAST), 1e-6);
    assertEquals(5, ema.updates());
  }

  @Test
  void smallWeightsAreNotLostToRounding() {
    // Without compensation 1e-4 * 1e-4 is below half a unit of rounding of 1 and nothing moves.
    FloatBuffer average = FloatBuffer.wrap(new float[] {1});
    var ema = new ExponentialMovingAverage(new Constant(1e-4), 0, average);
    FloatBuffer iterate = FloatBuffer.wrap(new float[] {1.0001f});
    for (int t = 0; t < 20_000; t++) {
      ema.update(iterate);
    }
    // 1.0001 - 1e-4 (1 - 1e-4)^20000 = 1.0001 - 1.35e-5, to float32's rounding
    double gap = (double) 1.0001f - 1;
    assertEquals(1 + gap * (1 - Math.pow(1 - 1e-4, 20_000)), average.get(0), 0x1p-23);
  }

  @Test
  void aRestoredAverageGoesOnBitForBit() {
    float[][] iterates = iterates(40);
    FloatBuffer straight = FloatBuffer.allocate(SIZE);
    var schedule = new Polynomial(0.75, 1e-4);
    var whole = new ExponentialMovingAverage(schedule, 5, straight);
    TrainingState state = null;
    for (int t = 0; t < 40; t++) {
      if (t == 23) {
        TrainingState.Builder builder = TrainingState.builder();
        whole.save("ema", builder);
        state = builder.build();
      }
      whole.update(FloatBuffer.wrap(iterates[t]));
    }
    FloatBuffer resumed = FloatBuffer.allocate(SIZE);
    var rest = new ExponentialMovingAverage(schedule, 5, resumed);
    rest.restore("ema", state);
    for (int t = 23; t < 40; t++) {
      rest.update(FloatBuffer.wrap(iterates[t]));
    }
    assertArrayEquals(straight.array(), resumed.array());
    assertEquals(40, rest.updates());
  }

  @Test
  void iteratesAndWeightsThatDoNotFitAreRefused() {
    var ema = new ExponentialMovingAverage(new Constant(0.1), 0, FloatBuffer.allocate(2));
    FloatBuffer three = FloatBuffer.allocate(3);
    assertThrows(InvalidValueException.class, () -> ema.update(three));
    assertThrows(InvalidValueException.class, () -> new Constant(1.5));
    assertThrows(InvalidValueException.class, () -> new Polynomial(-1, 0));
    assertThrows(InvalidValueException.class, () -> new Polynomial(1, Double.NaN));
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
