package io.papilio.cli.command;

import io.papilio.cli.source.ConnectionConfig;
import io.papilio.core.settings.DefaultValue;
import io.papilio.core.settings.Setting;
import io.papilio.core.settings.Settings;
import io.papilio.expert.sac.SacConfig;
import java.nio.file.Path;
import java.util.Optional;

/** Settings of {@code ./papilio train-expert}. */
record TrainExpertConfig(
    @Setting("environment to train in") @DefaultValue("Hopper-v5") String env,
    @Setting("run directory; by default runs/expert-ENV-seedSEED") String directory,
    @Setting("directory of another run, from whose checkpoint a new one starts") String from,
    SacConfig sac,
    @Setting("Connection") ConnectionConfig connection) {
  static final TrainExpertConfig DEFAULTS = Settings.defaults(TrainExpertConfig.class);

  /** The run to begin from. */
  Optional<Path> start() {
    return from.isEmpty() ? Optional.empty() : Optional.of(Path.of(from));
  }

  Path path() {
    return Path.of(directory.isEmpty() ? "runs/expert-" + env + "-seed" + sac.seed() : directory);
  }
}
