package io.papilio.cli.config;

import io.papilio.artifacts.run.EnvironmentKeywords;
import io.papilio.cli.source.ConnectionConfig.Credentials;
import io.papilio.core.settings.Setting;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.Require;
import java.util.List;

/** Settings of {@code ./papilio compliance}. */
public record ComplianceConfig(
    @Setting("host:port of the server to check") String target,
    @Setting("environments to check, repeatable; by default all of the server") List<String> env,
    EnvironmentKeywords keywords,
    @Setting("Connection") Credentials connection) {
  public static final ComplianceConfig DEFAULTS = Settings.defaults(ComplianceConfig.class);

  public ComplianceConfig {
    Require.that(
        !env.isEmpty() || keywords.envKeyword().isEmpty(),
        "envKeyword",
        keywords,
        "the --env that it belongs to");
  }
}
