package io.papilio.envserver.locomotion.task;

import io.papilio.core.env.Keyword;
import io.papilio.envserver.model.Version;

/** The keywords that several families have; each gives its own defaults. */
public final class TaskKeywords {
  public static final Keyword<Boolean> TERMINATE_WHEN_UNHEALTHY =
      Keyword.flag(
          "terminate_when_unhealthy", true, "whether an episode ends when the agent is unhealthy");

  public static final Keyword<Boolean> EXCLUDE_POSITIONS =
      Keyword.flag(
          "exclude_current_positions_from_observation",
          true,
          "whether observations leave out the position along the ground");

  public static final Keyword<Boolean> INCLUDE_CONTACT_FORCES =
      Keyword.flag(
          "include_cfrc_ext_in_observation",
          true,
          "whether observations include the contact forces on the bodies");

  private TaskKeywords() {}

  public static Keyword<Double> forwardRewardWeight(double defaultValue) {
    return Keyword.number(
        "forward_reward_weight", defaultValue, "weight of the forward velocity in the reward");
  }

  public static Keyword<Double> controlCostWeight(double defaultValue) {
    return Keyword.number(
        "ctrl_cost_weight", defaultValue, "weight of the control cost in the reward");
  }

  public static Keyword<Double> contactCostWeight(double defaultValue) {
    return Keyword.number(
        "contact_cost_weight", defaultValue, "weight of the contact cost in the reward");
  }

  public static Keyword<Double> healthyReward(double defaultValue) {
    return Keyword.number("healthy_reward", defaultValue, "reward of a step while healthy");
  }

  public static Keyword<HealthyRange> healthyZ(double low, double high) {
    return HealthyRange.keyword(
        "healthy_z_range", low, high, "height of the torso while healthy, meters");
  }

  public static Keyword<Double> resetNoiseScale(double defaultValue) {
    return Keyword.number(
        "reset_noise_scale",
        defaultValue,
        "scale of the noise on positions and velocities at reset");
  }

  public static Keyword<Integer> frameSkip(int defaultValue) {
    return Keyword.integer("frame_skip", defaultValue, "physics steps per environment step");
  }

  /** The meaning of [healthy] in a formula of the reward. */
  public static String healthy(Version version) {
    return "[healthy] is 1 while healthy, else 0"
        + (version == Version.V4 ? "; it is always 1 if terminate_when_unhealthy" : "");
  }
}
