package io.papilio.expert.sac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.settings.Settings;
import io.papilio.core.validation.InvalidValueException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SacConfigTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tau|1.5|tau: 1.5 (expected: 0.0 to 1.0)",
        "initial-temperature|0|initial-temperature: 0.0 (expected: a finite number > 0)",
        "batch-size|8388608|batch-size: 8388608 (expected: less than 2^31 / hidden units, 8388607)",
      })
  void settingOutOfRangeIsNamed(String name, String text, String message) {
    Settings<SacConfig> settings = Settings.of(SacConfig.DEFAULTS);
    Map<String, String> values = Map.of(name, text);
    assertEquals(
        message,
        assertThrows(InvalidValueException.class, () -> settings.with(values)).getMessage());
  }
}
