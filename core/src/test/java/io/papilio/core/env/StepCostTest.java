package io.papilio.core.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StepCostTest {
  private static final StepCost HALF = StepCost.ofMicros(125);

  @Test
  void stepsOfAtMostAQuarterMillisecondAreBrief() {
    assertTrue(HALF.plus(HALF).isBrief());
    assertFalse(HALF.plus(HALF).plus(StepCost.ofMicros(1)).isBrief());
  }

  @Test
  void stepsOfMoreThanAHundredMicrosecondsAreShared() {
    assertFalse(StepCost.ofMicros(100).isWorthSharing());
    assertTrue(StepCost.ofMicros(101).isWorthSharing());
  }

  @Test
  void whatIsUnknownIsNotBrief() {
    assertFalse(StepCost.UNKNOWN.isBrief());
    assertTrue(StepCost.UNKNOWN.isWorthSharing());
    assertEquals(StepCost.UNKNOWN, HALF.plus(StepCost.UNKNOWN));
    assertEquals(StepCost.UNKNOWN, StepCost.UNKNOWN.plus(HALF));
  }
}
