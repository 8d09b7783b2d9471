package io.papilio.envserver.locomotion.walker;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.envserver.locomotion.task.LocomotionEnvironment;
import io.papilio.envserver.locomotion.task.LocomotionTask;
import io.papilio.envserver.locomotion.task.ResetNoise;
import io.papilio.envserver.model.ModelNeeds;
import io.papilio.envserver.model.Version;
import io.papilio.envserver.mujoco.MujocoModel;
import java.util.List;

/**
 * Move along x, with no way to fail: the keywords of HalfCheetah and Swimmer.
 *
 * @param hiddenPositions how many elements at the beginning of {@code qpos} observations leave out
 */
public record RunningTask(
    Version version,
    double forwardRewardWeight,
    double controlCostWeight,
    double resetNoiseScale,
    int hiddenPositions,
    int frameSkip,
    Starter starter)
    implements LocomotionTask {
  private static final List<String> KEYWORDS =
      List.of(
          "forward_reward_weight",
          "ctrl_cost_weight",
          "reset_noise_scale",
          "exclude_current_positions_from_observation");

  /** The constructor of a family. */
  @FunctionalInterface
  interface Starter {
    LocomotionEnvironment start(EnvironmentSpec spec, MujocoModel model, RunningTask task);
  }

  public RunningTask {
    ResetNoise.checkScale(resetNoiseScale);
  }

  public static RunningTask halfCheetah(KeywordArguments options, Version version) {
    return read(options, version, 0.1, 1, 5, HalfCheetahEnvironment::new);
  }

  public static RunningTask swimmer(KeywordArguments options, Version version) {
    return read(options, version, 1e-4, 2, 4, SwimmerEnvironment::new);
  }

  private static RunningTask read(
      KeywordArguments options,
      Version version,
      double controlCostWeight,
      int rootPositions,
      int frameSkip,
      Starter starter) {
    version.checkKnown(options, KEYWORDS);
    boolean hidden = options.flag("exclude_current_positions_from_observation", true);
    return new RunningTask(
        version,
        options.number("forward_reward_weight", 1.0),
        options.number("ctrl_cost_weight", controlCostWeight),
        options.number("reset_noise_scale", 0.1),
        hidden ? rootPositions : 0,
        options.integer("frame_skip", frameSkip),
        starter);
  }

  @Override
  public int stepMicros() {
    return 30;
  }

  @Override
  public ModelNeeds needs() {
    return ModelNeeds.joints(2, 0);
  }

  @Override
  public int observationSize(MujocoModel model) {
    return model.positionSize() + model.velocitySize() - hiddenPositions;
  }

  @Override
  public LocomotionEnvironment start(EnvironmentSpec spec, MujocoModel model) {
    return starter.start(spec, model, this);
  }
}
