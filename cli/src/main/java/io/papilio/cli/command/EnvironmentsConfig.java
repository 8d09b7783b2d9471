package io.papilio.cli.command;

import io.papilio.cli.source.ConnectionConfig;
import io.papilio.core.settings.Setting;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.Require;
import java.util.List;

/** Settings of {@code ./papilio environments}. */
record EnvironmentsConfig(
    @Setting(ServeConfig.PLUGIN) List<String> plugin,
    @Setting("Connection") ConnectionConfig connection) {
  static final EnvironmentsConfig DEFAULTS = Settings.defaults(EnvironmentsConfig.class);

  EnvironmentsConfig {
    Require.that(
        plugin.isEmpty() || connection.server().isEmpty(),
        "plugin",
        String.join(",", plugin),
        "none beside --server, which lists its own environments");
  }
}
