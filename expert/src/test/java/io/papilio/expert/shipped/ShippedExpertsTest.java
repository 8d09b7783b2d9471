package io.papilio.expert.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.env.Box;
import io.papilio.core.validation.InvalidValueException;
import org.junit.jupiter.api.Test;

class ShippedExpertsTest {
  @Test
  void unknownExpertIsRefusedWithTheKnownOnes() {
    InvalidValueException refusal =
        assertThrows(
            InvalidValueException.class,
            () -> ShippedExperts.load("Ant-v5", Box.float32(8, -1, 1)));
    assertEquals("shipped expert: Ant-v5 (expected: one of [Hopper-v5])", refusal.getMessage());
  }
}
