package io.papilio.cli.command;

import io.papilio.core.settings.Setting;
import io.papilio.core.validation.Require;
import io.papilio.envserver.EnvServerConfig;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Settings of {@code ./papilio serve}. */
record ServeConfig(
    EnvServerConfig server,
    Plugins plugins,
    @Setting("how log lines on standard error look: text, with key=value; or json") LogFormat log) {
  static final ServeConfig DEFAULTS =
      new ServeConfig(EnvServerConfig.DEFAULTS, Plugins.NONE, LogFormat.TEXT);

  /** How log lines look; the names of the appenders in logback.xml. */
  enum LogFormat {
    TEXT,
    JSON
  }

  /** Where environments that are not on board come from. */
  record Plugins(
      @Setting("jars or folders of classes with environments of your own, separated by ':'")
          String plugin) {
    static final Plugins NONE = new Plugins("");

    Plugins {
      for (String path : split(plugin)) {
        Require.that(Files.exists(Path.of(path)), "plugin", path, "an existing jar or folder");
      }
    }

    List<Path> paths() {
      return split(plugin).stream().map(Path::of).toList();
    }

    private static List<String> split(String plugin) {
      return Arrays.stream(plugin.split(File.pathSeparator)).filter(p -> !p.isBlank()).toList();
    }
  }
}
