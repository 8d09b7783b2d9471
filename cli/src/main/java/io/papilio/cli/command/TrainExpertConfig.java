package io.papilio.cli.command;

import io.papilio.core.settings.Setting;
import io.papilio.expert.sac.SacConfig;
import java.nio.file.Path;
import java.util.Optional;

/** Settings of {@code ./papilio train-expert}. */
record TrainExpertConfig(
    @Setting("environment to train in") String env,
    @Setting("host:port of a running server; without it one is embedded") String server,
    SecurityConfig security,
    @Setting("run directory; without it runs/expert-ENV-seedSEED") String directory,
    @Setting("directory of another run, where a new one begins, with settings of its own")
        String from,
    SacConfig sac) {
  static final TrainExpertConfig DEFAULTS =
      new TrainExpertConfig("Hopper-v5", "", SecurityConfig.DEFAULTS, "", "", SacConfig.DEFAULTS);

  /** The run to begin from. */
  Optional<Path> start() {
    return from.isEmpty() ? Optional.empty() : Optional.of(Path.of(from));
  }

  Path path() {
    return Path.of(directory.isEmpty() ? "runs/expert-" + env + "-seed" + sac.seed() : directory);
  }
}
