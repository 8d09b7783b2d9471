package io.papilio.envserver.locomotion.walker;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Keyword;
import io.papilio.envserver.locomotion.task.LocomotionEnvironment;
import io.papilio.envserver.locomotion.task.LocomotionTask;
import io.papilio.envserver.locomotion.task.ResetNoise;
import io.papilio.envserver.locomotion.task.TaskDefinition;
import io.papilio.envserver.locomotion.task.TaskKeywords;
import io.papilio.envserver.model.ModelNeeds;
import io.papilio.envserver.model.Version;
import io.papilio.envserver.mujoco.MujocoModel;
import java.util.List;

/**
 * Move along x, without a way to fail: HalfCheetah and Swimmer.
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
  private static final Keyword<Double> FORWARD_REWARD_WEIGHT = TaskKeywords.forwardRewardWeight(1);
  private static final Keyword<Double> RESET_NOISE_SCALE = TaskKeywords.resetNoiseScale(0.1);

  /** The constructor of a family. */
  @FunctionalInterface
  interface Starter {
    LocomotionEnvironment start(EnvironmentSpec spec, MujocoModel model, RunningTask task);
  }

  public RunningTask {
    ResetNoise.checkScale(resetNoiseScale);
  }

  public static TaskDefinition halfCheetah(Version version) {
    return definition(
        version,
        "Run forward on two legs in a plane",
        TaskKeywords.controlCostWeight(0.1),
        TaskKeywords.frameSkip(5),
        1,
        HalfCheetahEnvironment::new);
  }

  public static TaskDefinition swimmer(Version version) {
    return definition(
        version,
        "Swim forward in a viscous fluid",
        TaskKeywords.controlCostWeight(1e-4),
        TaskKeywords.frameSkip(4),
        2,
        SwimmerEnvironment::new);
  }

  /**
   * @param rootPositions how many elements of {@code qpos} are the position along the ground
   */
  private static TaskDefinition definition(
      Version version,
      String summary,
      Keyword<Double> controlCostWeight,
      Keyword<Integer> frameSkip,
      int rootPositions,
      Starter starter) {
    return new TaskDefinition(
        version,
        summary,
        "forward_reward_weight * v_x - ctrl_cost_weight * |a|^2, with v_x the velocity along x"
            + " (m/s) and a the action",
        TaskDefinition.NEVER,
        version.keywords(
            List.of(
                FORWARD_REWARD_WEIGHT,
                controlCostWeight,
                RESET_NOISE_SCALE,
                TaskKeywords.EXCLUDE_POSITIONS),
            frameSkip),
        keywords ->
            new RunningTask(
                version,
                keywords.get(FORWARD_REWARD_WEIGHT),
                keywords.get(controlCostWeight),
                keywords.get(RESET_NOISE_SCALE),
                keywords.get(TaskKeywords.EXCLUDE_POSITIONS) ? rootPositions : 0,
                keywords.get(frameSkip),
                starter));
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
