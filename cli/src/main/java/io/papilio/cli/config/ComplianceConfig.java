package io.papilio.cli.config;

import io.papilio.cli.source.ConnectionConfig.Credentials;
import io.papilio.core.settings.Setting;
import io.papilio.core.settings.Settings;
import java.util.List;

/** Settings of {@code ./papilio compliance}. */
public record ComplianceConfig(
    @Setting("host:port of the server to check") String target,
    @Setting("environments to check, repeatable; by default all of the server") List<String> env,
    @Setting("Connection") Credentials connection) {
  public static final ComplianceConfig DEFAULTS = Settings.defaults(ComplianceConfig.class);
}
