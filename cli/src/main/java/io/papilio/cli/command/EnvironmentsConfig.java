package io.papilio.cli.command;

import io.papilio.core.settings.Setting;

/** Settings of {@code ./papilio environments}. */
record EnvironmentsConfig(
    ServeConfig.Plugins plugins,
    @Setting("host:port of a running server; without it, what ./papilio serve would serve")
        String server,
    SecurityConfig security) {
  static final EnvironmentsConfig DEFAULTS =
      new EnvironmentsConfig(ServeConfig.Plugins.NONE, "", SecurityConfig.DEFAULTS);
}
