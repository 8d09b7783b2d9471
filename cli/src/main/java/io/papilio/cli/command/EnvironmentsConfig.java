package io.papilio.cli.command;

import io.papilio.core.settings.Setting;
import io.papilio.core.settings.Settings;
import java.util.List;

/** Settings of {@code ./papilio environments}. */
record EnvironmentsConfig(
    @Setting(ServeConfig.PLUGIN) List<String> plugin,
    @Setting("Connection") ConnectionConfig connection) {
  static final EnvironmentsConfig DEFAULTS = Settings.defaults(EnvironmentsConfig.class);
}
