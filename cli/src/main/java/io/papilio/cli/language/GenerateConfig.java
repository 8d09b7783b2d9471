package io.papilio.cli.language;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.Require;

/** Settings of {@code ./papilio generate}. */
public record GenerateConfig(
    @Setting("directory of a finished run of train-language") String run,
    @Setting("average of the iterates that generates") @DefaultValue("ema") String iterate,
    @Setting("text that is completed") String prompt,
    @Setting("most tokens to generate") @DefaultValue("200") int length) {
  public static final GenerateConfig DEFAULTS = Settings.defaults(GenerateConfig.class);

  public GenerateConfig {
    Require.positive(length, "length");
  }
}
