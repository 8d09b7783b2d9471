package io.papilio.cli.config;

import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.Require;
import io.papilio.envserver.EnvServerConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Settings of {@code ./papilio serve}. */
public record ServeConfig(
    EnvServerConfig server,
    @Setting(ServeConfig.PLUGIN) List<String> plugin,
    @Setting("format of the log on standard error; text is key=value") @DefaultValue("text")
        LogFormat log,
    @Setting("file to which the audit log is appended, a JSON object per line; none by default")
        String auditLog) {
  public static final String PLUGIN =
      "jar or folder of classes with environments of yours; repeatable";

  public static final ServeConfig DEFAULTS = Settings.defaults(ServeConfig.class);

  /** How log lines look; the names of the appenders in logback.xml. */
  public enum LogFormat {
    TEXT,
    JSON
  }

  public ServeConfig {
    for (String path : plugin) {
      Require.that(Files.exists(Path.of(path)), "plugin", path, "an existing jar or folder");
    }
  }

  public List<Path> plugins() {
    return plugin.stream().map(Path::of).toList();
  }
}
