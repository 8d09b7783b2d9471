package io.papilio.envserver.locomotion.arm;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.envserver.locomotion.task.LocomotionEnvironment;
import io.papilio.envserver.locomotion.task.LocomotionTask;
import io.papilio.envserver.model.ModelNeeds;
import io.papilio.envserver.model.Version;
import io.papilio.envserver.mujoco.MujocoModel;
import java.util.List;

/** Push a cylinder to its goal: the keywords of Pusher, version 5. */
public record PusherTask(
    double nearRewardWeight, double distanceRewardWeight, double controlRewardWeight, int frameSkip)
    implements LocomotionTask {
  /** Positions and velocities of the arm, and three places. */
  private static final int OBSERVATION_SIZE = 7 + 7 + 3 * 3;

  public static PusherTask read(KeywordArguments options) {
    Version.V5.checkKnown(
        options, List.of("reward_near_weight", "reward_dist_weight", "reward_control_weight"));
    return new PusherTask(
        options.number("reward_near_weight", 0.5),
        options.number("reward_dist_weight", 1),
        options.number("reward_control_weight", 0.1),
        options.integer("frame_skip", 5));
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
