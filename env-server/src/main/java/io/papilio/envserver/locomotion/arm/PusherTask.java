package io.papilio.envserver.locomotion.arm;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Keyword;
import io.papilio.envserver.locomotion.task.LocomotionEnvironment;
import io.papilio.envserver.locomotion.task.LocomotionTask;
import io.papilio.envserver.locomotion.task.TaskDefinition;
import io.papilio.envserver.locomotion.task.TaskKeywords;
import io.papilio.envserver.model.ModelNeeds;
import io.papilio.envserver.model.Version;
import io.papilio.envserver.mujoco.MujocoModel;
import java.util.List;

/** Push a cylinder to its goal: Pusher, version 5. */
public record PusherTask(
    double nearRewardWeight, double distanceRewardWeight, double controlRewardWeight, int frameSkip)
    implements LocomotionTask {
  /** Positions and velocities of the arm, and three places. */
  private static final int OBSERVATION_SIZE = 7 + 7 + 3 * 3;

  private static final Keyword<Double> NEAR_WEIGHT =
      Keyword.number(
          "reward_near_weight",
          0.5,
          "weight of the distance between fingertip and object in the reward");
  private static final Keyword<Double> DISTANCE_WEIGHT =
      Keyword.number(
          "reward_dist_weight", 1, "weight of the distance between object and goal in the reward");
  private static final Keyword<Double> CONTROL_WEIGHT =
      Keyword.number("reward_control_weight", 0.1, "weight of the control cost in the reward");
  private static final Keyword<Integer> FRAME_SKIP = TaskKeywords.frameSkip(5);

  /** Pusher in version 5, the only one. */
  public static TaskDefinition definition() {
    return new TaskDefinition(
        Version.V5,
        "Push a cylinder to a goal",
        "-reward_dist_weight * |x_object - x_goal| - reward_near_weight * |x_object - x_tip| -"
            + " reward_control_weight * |a|^2, with the positions x after the step (m) and a the"
            + " action",
        TaskDefinition.NEVER,
        List.of(NEAR_WEIGHT, DISTANCE_WEIGHT, CONTROL_WEIGHT, FRAME_SKIP),
        keywords ->
            new PusherTask(
                keywords.get(NEAR_WEIGHT),
                keywords.get(DISTANCE_WEIGHT),
                keywords.get(CONTROL_WEIGHT),
                keywords.get(FRAME_SKIP)));
  }

  @Override
  public int stepMicros() {
    return 25;
  }

  @Override
  public ModelNeeds needs() {
    return new ModelNeeds(7, 7, 0, List.of("tips_arm", "object", "goal"));
  }

  @Override
  public int observationSize(MujocoModel model) {
    return OBSERVATION_SIZE;
  }

  @Override
  public LocomotionEnvironment start(EnvironmentSpec spec, MujocoModel model) {
    return new PusherEnvironment(spec, model, this);
  }
}
