package io.papilio.cli.command;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.settings.Settings;

/** Settings of {@code ./papilio environments}. */
record EnvironmentsConfig(
    @Setting("print JSON instead of text") @DefaultValue("false") boolean json,
    @Setting("Connection") ConnectionConfig connection) {
  static final EnvironmentsConfig DEFAULTS = Settings.defaults(EnvironmentsConfig.class);
}
