package io.papilio.cli.config;

import io.papilio.artifacts.run.EnvironmentKeywords;
import io.papilio.cli.source.ConnectionConfig;
import io.papilio.cli.source.EnvironmentConfig;
import io.papilio.core.settings.Setting;
import io.papilio.core.settings.Settings;
import io.papilio.laboratory.cloning.CloningRun;
import io.papilio.learner.cloning.BehaviorCloningConfig;
import java.nio.file.Path;

/**
 * Settings of {@code ./papilio clone}.
 *
 * @param cloning what decides the run itself; its defaults depend on the environment
 */
public record CloneConfig(
    EnvironmentConfig environment,
    @Setting(
            "expert to clone, or which --demonstrations are of: a file of a policy, or expert for"
                + " the shipped one; by default the latter, of demonstrations none")
        String expert,
    @Setting("directory of a Minari data set to clone instead of an expert") String demonstrations,
    @Setting("run directory; by default runs/clone-ENV-seedSEED") String directory,
    BehaviorCloningConfig cloning,
    @Setting("Connection") ConnectionConfig connection) {
  public static final CloneConfig DEFAULTS = Settings.defaults(CloneConfig.class);

  public static CloneConfig defaultsFor(String env) {
    return new CloneConfig(
        new EnvironmentConfig(env, EnvironmentKeywords.NONE),
        "",
        "",
        "",
        CloningRun.defaultsFor(env),
        ConnectionConfig.EMBEDDED);
  }

  public Path path() {
    return Path.of(
        directory.isEmpty() ? "runs/clone-" + env() + "-seed" + cloning.seed() : directory);
  }

  /** The environment's id. */
  public String env() {
    return environment.env();
  }
}
