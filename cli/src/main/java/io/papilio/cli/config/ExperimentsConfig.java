package io.papilio.cli.config;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.settings.Settings;

/** Settings of {@code ./papilio experiments}. */
public record ExperimentsConfig(
    @Setting("training seeds of the cost; 0 stands for those of the scale") @DefaultValue("0")
        int seeds) {
  public static final ExperimentsConfig DEFAULTS = Settings.defaults(ExperimentsConfig.class);
}
