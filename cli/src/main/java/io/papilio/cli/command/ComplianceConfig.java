package io.papilio.cli.command;

import io.papilio.core.settings.Setting;

/** Settings of {@code ./papilio compliance}. */
record ComplianceConfig(
    @Setting("host:port of the server to check") String target, SecurityConfig security) {
  static final ComplianceConfig DEFAULTS = new ComplianceConfig("", SecurityConfig.DEFAULTS);
}
