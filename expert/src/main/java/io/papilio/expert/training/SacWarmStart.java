package io.papilio.expert.training;

import io.papilio.artifacts.run.RunDirectory;
import io.papilio.artifacts.tensorfile.CheckpointStore;
import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import io.papilio.expert.sac.EntropyTemperature;
import io.papilio.expert.sac.SacConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The run that another one begins from. What the new run takes over from it (the environment, the
 * random numbers, the networks, the replay buffer) it cannot have settings of its own for; those
 * are refused rather than passed over.
 */
final class SacWarmStart {
  /** Settings that say what a checkpoint holds. */
  private static final List<String> TAKEN_OVER =
      List.of("seed", "numEnvs", "bufferSize", "hiddenUnits");

  private SacWarmStart() {}

  /**
   * The state that a run begins with.
   *
   * @param directory of the other run
   * @param environment id
   * @throws InvalidValueException when it has none, or the new run's settings do not go with it
   */
  static TrainingState read(Path directory, String environment, SacConfig config) {
    Path checkpoint = SacTrainer.checkpoint(directory);
    Path settings = new RunDirectory(directory).config();
    Require.that(
        Files.exists(checkpoint) && Files.exists(settings),
        "from",
        directory,
        "a run with a checkpoint");
    Map<String, String> before = RunDirectory.settings(settings);
    requireSame("env", environment, before.get("environment"), settings);
    Map<String, Object> now = Settings.toMap(config);
    Map<String, Object> defaults = Settings.toMap(SacConfig.DEFAULTS);
    for (String name : TAKEN_OVER) {
      String found = before.getOrDefault(name, "" + defaults.get(name));
      requireSame(name, "" + now.get(name), found, settings);
    }
    TrainingState state = new CheckpointStore(checkpoint).load().orElseThrow();
    long step = state.integer("step");
    Require.that(
        config.totalSteps() > step,
        "totalSteps",
        config.totalSteps(),
        "> " + step + ", where " + checkpoint + " stands");
    if (!config.automaticTemperature()) {
      requireTemperature(config.initialTemperature(), EntropyTemperature.alpha(state), checkpoint);
    }
    return state;
  }

  private static void requireSame(String name, String now, String before, Path settings) {
    if (!now.equals(before)) {
      throw new InvalidValueException(name, now, before + ", as in " + settings);
    }
  }

  /** A temperature that does not move stays where the other run has left it. */
  private static void requireTemperature(double now, float before, Path checkpoint) {
    // log alpha is kept as float32.
    Require.that(
        Math.abs(now - before) <= 1e-6 * before,
        "initialTemperature",
        now,
        before + ", where " + checkpoint + " stands, or --automatic-temperature");
  }
}
