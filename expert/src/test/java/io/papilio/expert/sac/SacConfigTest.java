package io.papilio.expert.sac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.settings.Settings;
import io.papilio.core.validation.InvalidValueException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SacConfigTest {
  @Test
  void settingOutOfRangeIsNamed() {
    InvalidValueException refusal =
        assertThrows(
            InvalidValueException.class,
            () -> Settings.of(SacConfig.DEFAULTS).with(Map.of("tau", "1.5")));
    assertEquals("tau: 1.5 (expected: 0.0 to 1.0)", refusal.getMessage());
  }

  @Test
  void temperatureThatFloat32CannotLearnWithIsRefused() {
    InvalidValueException refusal =
        assertThrows(
            InvalidValueException.class,
            () -> Settings.of(SacConfig.DEFAULTS).with(Map.of("initialTemperature", "1e300")));
    assertEquals("initialTemperature: 1.0E300 (expected: at most 1.0E9)", refusal.getMessage());
  }
}
