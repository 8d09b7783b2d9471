package io.papilio.envserver.locomotion.humanoid;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.envserver.locomotion.task.HealthyRange;
import io.papilio.envserver.locomotion.task.LocomotionEnvironment;
import io.papilio.envserver.locomotion.task.ResetNoise;
import io.papilio.envserver.model.Version;
import io.papilio.envserver.mujoco.MujocoModel;
import java.util.ArrayList;
import java.util.List;

/**
 * Run along x on two legs without falling: the keywords of Humanoid.
 *
 * @param version version 4 takes nothing for contacts, and pays a fall like a step as long as a
 *     fall ends the episode
 * @param contactCost bounds of what contacts cost
 * @param healthyZ bounds of the torso's height, metres
 */
public record HumanoidTask(
    Version version,
    double forwardRewardWeight,
    double controlCostWeight,
    double contactCostWeight,
    HealthyRange contactCost,
    double healthyReward,
    boolean terminateWhenUnhealthy,
    HealthyRange healthyZ,
    double resetNoiseScale,
    HumanoidObservation observation,
    int frameSkip)
    implements HumanoidBodyTask {
  private static final List<String> KEYWORDS_V4 =
      List.of(
          "forward_reward_weight",
          "ctrl_cost_weight",
          "healthy_reward",
          "terminate_when_unhealthy",
          "healthy_z_range",
          "reset_noise_scale",
          "exclude_current_positions_from_observation");

  public HumanoidTask {
    ResetNoise.checkScale(resetNoiseScale);
  }

  public static HumanoidTask read(KeywordArguments options, Version version) {
    List<String> keywords = new ArrayList<>(KEYWORDS_V4);
    if (version == Version.V5) {
      keywords.addAll(List.of("contact_cost_weight", "contact_cost_range"));
      keywords.addAll(HumanoidObservation.KEYWORDS_V5);
    }
    version.checkKnown(options, keywords);
    return new HumanoidTask(
        version,
        options.number("forward_reward_weight", 1.25),
        options.number("ctrl_cost_weight", 0.1),
        options.number("contact_cost_weight", 5e-7),
        HealthyRange.of(
            options, "contact_cost_range", new HealthyRange(Double.NEGATIVE_INFINITY, 10)),
        options.number("healthy_reward", 5.0),
        options.flag("terminate_when_unhealthy", true),
        HealthyRange.of(options, "healthy_z_range", new HealthyRange(1.0, 2.0)),
        options.number("reset_noise_scale", 1e-2),
        HumanoidObservation.read(options, version),
        options.integer("frame_skip", 5));
  }

  @Override
  public LocomotionEnvironment start(EnvironmentSpec spec, MujocoModel model) {
    return new HumanoidEnvironment(spec, model, this);
  }
}
