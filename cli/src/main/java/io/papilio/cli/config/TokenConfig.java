package io.papilio.cli.config;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.Require;
import java.nio.file.Path;

/** Settings of {@code ./papilio token}. */
public record TokenConfig(
    @Setting("file of clients that ./papilio serve --tokens reads; made where it does not exist")
        @DefaultValue("tokens.txt")
        String tokens) {
  public static final TokenConfig DEFAULTS = Settings.defaults(TokenConfig.class);

  public TokenConfig {
    Require.that(!tokens.isBlank(), "tokens", "'" + tokens + "'", "a file");
  }

  public Path file() {
    return Path.of(tokens);
  }
}
