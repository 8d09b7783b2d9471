package io.papilio.expert.training;

import io.papilio.artifacts.run.Run;
import io.papilio.artifacts.run.RunConfig;
import io.papilio.artifacts.tensorfile.CheckpointStore;
import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import io.papilio.expert.sac.EntropyTemperature;
import io.papilio.expert.sac.SacConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Begins a run where another one stopped. The environment, the random numbers, the networks and the
 * replay buffer are those of the other run; settings that contradict them are rejected.
 */
final class SacWarmStart {
  /** Settings that the checkpoint decides. */
  private static final List<String> TAKEN_OVER =
      List.of("seed", "collection.num-envs", "collection.buffer-size", "hidden-units");

  private SacWarmStart() {}

  /**
   * The state that a run begins with.
   *
   * @param directory of the other run
   * @param environment id
   * @throws InvalidValueException when it has no checkpoint, or a setting contradicts it
   */
  static TrainingState read(Path directory, String environment, SacConfig config) {
    Map<String, String> before = RunConfig.read(directory);
    CheckpointStore checkpoint = new CheckpointStore(directory.resolve(Run.CHECKPOINT));
    Require.that(
        !before.isEmpty() && checkpoint.step().isPresent(),
        "from",
        directory,
        "a run with a checkpoint");
    requireSame("env", environment, before.get("env"), directory);
    Map<String, String> now = Settings.flatten(Settings.toMap(config));
    for (String name : TAKEN_OVER) {
      requireSame(name, now.get(name), before.get(name), directory);
    }
    TrainingState state = checkpoint.load().orElseThrow();
    long step = state.integer(CheckpointStore.STEP);
    Require.that(
        config.schedule().totalSteps() > step,
        "totalSteps",
        config.schedule().totalSteps(),
        "> " + step + ", the step of the checkpoint in " + directory);
    if (!config.temperature().automatic()) {
      requireTemperature(
          config.temperature().initial(), EntropyTemperature.alpha(state), directory);
    }
    return state;
  }

  private static void requireSame(String name, String now, String before, Path directory) {
    if (!now.equals(before)) {
      throw new InvalidValueException(name, now, before + ", as in the run of " + directory);
    }
  }

  /** A fixed temperature stays where the other run has left it. */
  private static void requireTemperature(double now, float before, Path directory) {
    // log alpha is saved as float32.
    Require.that(
        Math.abs(now - before) <= 1e-6 * before,
        "initialTemperature",
        now,
        before + ", as in the run of " + directory + ", or --automatic-temperature");
  }
}
