package io.papilio.cli.config;

import io.papilio.cli.source.ConnectionConfig;
import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.Require;
import java.nio.file.Path;
import java.util.List;

/** Settings of {@code ./papilio report}. */
public record ReportConfig(
    @Setting("directory of report.html; by default that of the run, or . for several")
        String directory,
    @Setting("names of the averages to show, such as raw,ema; all when empty") List<String> average,
    @Setting("film two neighboring iterates from the same seed, whose weights the run has")
        @DefaultValue("false")
        boolean butterfly,
    @Setting("serve the page on this machine and follow runs that are still training")
        @DefaultValue("false")
        boolean watch,
    @Setting("port of --watch; 0 takes a free one") @DefaultValue("8080") int port,
    @Setting("Connection") ConnectionConfig connection) {
  public static final ReportConfig DEFAULTS = Settings.defaults(ReportConfig.class);

  public ReportConfig {
    average = List.copyOf(average);
    Require.within(port, 0, 65_535, "port");
  }

  public Path path(List<Path> runs) {
    return directory.isEmpty() ? runs.size() == 1 ? runs.get(0) : Path.of(".") : Path.of(directory);
  }
}
