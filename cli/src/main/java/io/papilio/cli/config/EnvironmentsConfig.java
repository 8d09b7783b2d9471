package io.papilio.cli.config;

import io.papilio.artifacts.run.EnvironmentKeywords;
import io.papilio.cli.source.ConnectionConfig;
import io.papilio.core.settings.Setting;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.Require;
import java.util.List;

/** Settings of {@code ./papilio environments}. */
public record EnvironmentsConfig(
    @Setting(ServeConfig.PLUGIN) List<String> plugin,
    EnvironmentKeywords keywords,
    @Setting("Connection") ConnectionConfig connection) {
  public static final EnvironmentsConfig DEFAULTS = Settings.defaults(EnvironmentsConfig.class);

  public EnvironmentsConfig {
    Require.that(
        plugin.isEmpty() || connection.server().isEmpty(),
        "plugin",
        String.join(",", plugin),
        "none beside --server, which lists its own environments");
  }
}
