package io.papilio.envserver.locomotion.walker;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.envserver.locomotion.task.HealthyRange;
import io.papilio.envserver.locomotion.task.LocomotionEnvironment;
import io.papilio.envserver.locomotion.task.LocomotionTask;
import io.papilio.envserver.locomotion.task.ResetNoise;
import io.papilio.envserver.model.ModelNeeds;
import io.papilio.envserver.model.Version;
import io.papilio.envserver.mujoco.MujocoModel;
import java.util.ArrayList;
import java.util.List;

/**
 * Run forward in the x-z plane without falling: the keywords of Hopper and Walker2d.
 *
 * @param version version 4 pays a fall like a step, as long as a fall ends the episode
 * @param healthyState bounds of every coordinate but x and z, and of every velocity
 * @param healthyZ bounds of the torso's height, metres
 * @param healthyAngle bounds of the torso's pitch, radians
 * @param excludePosition whether observations leave out x
 */
public record PlanarWalkerTask(
    Version version,
    double forwardRewardWeight,
    double controlCostWeight,
    double healthyReward,
    boolean terminateWhenUnhealthy,
    HealthyRange healthyState,
    HealthyRange healthyZ,
    HealthyRange healthyAngle,
    double resetNoiseScale,
    boolean excludePosition,
    int frameSkip)
    implements LocomotionTask {
  private static final List<String> KEYWORDS =
      List.of(
          "forward_reward_weight",
          "ctrl_cost_weight",
          "healthy_reward",
          "terminate_when_unhealthy",
          "healthy_z_range",
          "healthy_angle_range",
          "reset_noise_scale",
          "exclude_current_positions_from_observation");

  public PlanarWalkerTask {
    ResetNoise.checkScale(resetNoiseScale);
  }

  public static PlanarWalkerTask hopper(KeywordArguments options, Version version) {
    List<String> keywords = new ArrayList<>(KEYWORDS);
    keywords.add("healthy_state_range");
    version.checkKnown(options, keywords);
    return read(
        options,
        version,
        HealthyRange.of(options, "healthy_state_range", new HealthyRange(-100, 100)),
        new HealthyRange(0.7, Double.POSITIVE_INFINITY),
        new HealthyRange(-0.2, 0.2));
  }

  public static PlanarWalkerTask walker2d(KeywordArguments options, Version version) {
    version.checkKnown(options, KEYWORDS);
    return read(
        options,
        version,
        HealthyRange.UNBOUNDED,
        new HealthyRange(0.8, 2.0),
        new HealthyRange(-1, 1));
  }

  private static PlanarWalkerTask read(
      KeywordArguments options,
      Version version,
      HealthyRange state,
      HealthyRange z,
      HealthyRange angle) {
    return new PlanarWalkerTask(
        version,
        options.number("forward_reward_weight", 1.0),
        options.number("ctrl_cost_weight", 1e-3),
        options.number("healthy_reward", 1.0),
        options.flag("terminate_when_unhealthy", true),
        state,
        HealthyRange.of(options, "healthy_z_range", z),
        HealthyRange.of(options, "healthy_angle_range", angle),
        options.number("reset_noise_scale", 5e-3),
        options.flag("exclude_current_positions_from_observation", true),
        options.integer("frame_skip", 4));
  }

  @Override
  public int stepMicros() {
    return 70;
  }

  @Override
  public ModelNeeds needs() {
    return ModelNeeds.joints(3, 0);
  }

  @Override
  public int observationSize(MujocoModel model) {
    return model.positionSize() + model.velocitySize() - (excludePosition ? 1 : 0);
  }

  @Override
  public LocomotionEnvironment start(EnvironmentSpec spec, MujocoModel model) {
    return new PlanarWalkerEnvironment(spec, model, this);
  }
}
