package io.papilio.expert.training;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.settings.Settings;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.expert.sac.SacConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplayMemoryTest {
  private static final long GIBI = 1L << 30;

  @Test
  void defaultOfAMillionFitsHumanoidInSixGibibytes() {
    assertDoesNotThrow(() -> ReplayMemory.require(SacConfig.DEFAULTS, 348, 17, 6 * GIBI));
  }

  @Test
  void bufferThatTheHeapCannotHoldIsRejectedByItsSize() {
    SacConfig config = with("buffer-size", "2147483647", "total-steps", "5000000000");
    InvalidValueException rejection =
        assertThrows(
            InvalidValueException.class, () -> ReplayMemory.require(config, 348, 17, 6 * GIBI));
    // 2 * 348 + 17 + 2 numbers of four bytes for each transition.
    assertEquals(
        "bufferSize: 2147483647, 6141803230420 bytes (expected: at most 1126302, what fits half of"
            + " the Java heap of 6442450944 bytes)",
        rejection.getMessage());
  }

  @Test
  void shortRunNeedsNoMoreThanItStores() {
    SacConfig config = with("buffer-size", "2147483647", "total-steps", "1000");
    assertDoesNotThrow(() -> ReplayMemory.require(config, 348, 17, GIBI));
  }

  private static SacConfig with(String a, String valueOfA, String b, String valueOfB) {
    return Settings.of(SacConfig.DEFAULTS).with(Map.of(a, valueOfA, b, valueOfB));
  }
}
