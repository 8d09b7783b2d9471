package io.papilio.learner.averaging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DecayScheduleTest {
  /** Updates left out count: the fifth iterate is the third behind the burn-in. */
  @Test
  void theIndexOfAScheduleCountsIterates() {
    DecaySchedule reciprocal = t -> 1.0 / t;
    DecaySchedule schedule = reciprocal.after(2, 3);
    double[] weights = {1, 1, 0, 0, 1 / 3.0, 0, 0, 1 / 6.0};
    for (int t = 1; t <= weights.length; t++) {
      assertEquals(weights[t - 1], schedule.gamma(t), "t = " + t);
    }
  }
}
