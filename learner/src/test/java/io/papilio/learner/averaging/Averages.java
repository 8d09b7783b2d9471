package io.papilio.learner.averaging;

import io.papilio.core.settings.Setting;
import io.papilio.core.settings.Settings;
import java.util.List;
import java.util.Map;

/**
 * Averages as a configuration record has them.
 *
 * @param averages their specifications
 */
record Averages(@Setting(value = "averages", name = "average") List<AverageSpec> averages) {
  /** Reads what one types. */
  static List<AverageSpec> parse(String text) {
    return Settings.of(new Averages(List.of())).with(Map.of("average", text)).averages();
  }

  /** Writes all parameters out. */
  static String format(List<AverageSpec> averages) {
    return Settings.of(new Averages(averages)).entry("average").orElseThrow().defaultText();
  }
}
