package io.papilio.cli.command;

import io.papilio.core.settings.Setting;
import io.papilio.expert.shipped.ShippedExperts;
import io.papilio.laboratory.cloning.CloningRun;
import io.papilio.learner.cloning.BehaviorCloningConfig;
import java.nio.file.Path;

/**
 * Settings of {@code ./papilio clone}.
 *
 * @param cloning what decides the run itself; its defaults depend on the environment
 */
record CloneConfig(
    @Setting("environment whose expert is cloned") String env,
    @Setting("file of an actor to clone instead of the shipped expert") String expert,
    @Setting("directory of a Minari data set to learn from instead; then no expert is needed")
        String demonstrations,
    @Setting("host:port of a running server; without it one is embedded") String server,
    SecurityConfig security,
    @Setting("run directory; without it runs/clone-ENV-seedSEED") String directory,
    BehaviorCloningConfig cloning) {
  static final CloneConfig DEFAULTS = defaultsFor(ShippedExperts.CANONICAL);

  static CloneConfig defaultsFor(String env) {
    return new CloneConfig(
        env, "", "", "", SecurityConfig.DEFAULTS, "", CloningRun.defaultsFor(env));
  }

  Path path() {
    return Path.of(
        directory.isEmpty() ? "runs/clone-" + env + "-seed" + cloning.seed() : directory);
  }
}
