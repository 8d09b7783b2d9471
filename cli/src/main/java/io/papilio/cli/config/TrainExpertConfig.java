package io.papilio.cli.config;

import io.papilio.artifacts.run.RunConfig;
import io.papilio.cli.source.ConnectionConfig;
import io.papilio.cli.source.EnvironmentConfig;
import io.papilio.core.settings.Setting;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.expert.sac.SacConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Settings of {@code ./papilio train-expert}. */
public record TrainExpertConfig(
    EnvironmentConfig environment,
    @Setting("run directory; by default runs/expert-ENV-seedSEED") String directory,
    @Setting("directory of another run, from whose checkpoint a new one starts") String from,
    SacConfig sac,
    @Setting("Connection") ConnectionConfig connection) {
  public static final TrainExpertConfig DEFAULTS =
      Settings.of(Settings.defaults(TrainExpertConfig.class)).with(Map.of("env", "Hopper-v5"));

  /** The run to begin from; as a run that has begun from the same directory spells it. */
  public Optional<Path> start() {
    if (from.isEmpty()) {
      return Optional.empty();
    }
    Path typed = Path.of(from);
    return Optional.ofNullable(RunConfig.read(path()).get("from"))
        .filter(before -> !before.isEmpty())
        .map(Path::of)
        .filter(before -> isSame(before, typed))
        .or(() -> Optional.of(typed));
  }

  private static boolean isSame(Path directory, Path other) {
    try {
      return Files.isSameFile(directory, other);
    } catch (IOException missing) {
      return false;
    }
  }

  /**
   * Rejects more steps than the run in the directory has, and says how to take them.
   *
   * @throws InvalidValueException when the run there would have to be extended
   */
  public void requireNotExtended() {
    String before = RunConfig.read(path()).get("schedule.total-steps");
    long now = sac.schedule().totalSteps();
    if (before != null && now > Long.parseLong(before)) {
      throw new InvalidValueException(
          "totalSteps",
          now,
          before + ", as in " + path() + "; to extend it: --from " + path() + " --directory NEW");
    }
  }

  public Path path() {
    return Path.of(directory.isEmpty() ? "runs/expert-" + env() + "-seed" + sac.seed() : directory);
  }

  /** The environment's id. */
  public String env() {
    return environment.env();
  }
}
