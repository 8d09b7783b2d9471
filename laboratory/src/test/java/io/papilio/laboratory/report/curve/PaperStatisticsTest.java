package io.papilio.laboratory.report.curve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class PaperStatisticsTest {
  private static final List<Long> STEPS = List.of(10L, 20L, 30L, 40L);

  @Test
  void theEightNumbersOfACurveWorkedOutByHand() {
    Curve rewards = new Curve(STEPS, List.of(0.2, 1.0, 0.5, 0.98));
    Curve losses = new Curve(STEPS, List.of(0.4, 0.3, 0.1, 0.2));
    // T/4 = 10 and 3T/4 = 30 include the first three; the bar is 0.95.
    assertEquals(
        List.of(1.0, 0.98, 0.1, 0.2, (0.2 + 1.0 + 0.5) / 3, 0.8, 0.5, 0.75),
        PaperStatistics.of(rewards, losses).values());
  }

  @Test
  void aRunThatEndsInADipHasTheDash() {
    Curve rewards = new Curve(STEPS, List.of(0.2, 1.0, 1.0, 0.9));
    assertEquals(Double.NaN, PaperStatistics.of(rewards, rewards).values().get(7));
  }
}
