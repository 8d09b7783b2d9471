package io.papilio.envserver.locomotion.humanoid;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Keyword;
import io.papilio.core.env.KeywordArguments;
import io.papilio.envserver.locomotion.task.HealthyRange;
import io.papilio.envserver.locomotion.task.LocomotionEnvironment;
import io.papilio.envserver.locomotion.task.ResetNoise;
import io.papilio.envserver.locomotion.task.TaskDefinition;
import io.papilio.envserver.locomotion.task.TaskKeywords;
import io.papilio.envserver.model.Version;
import io.papilio.envserver.mujoco.MujocoModel;
import java.util.ArrayList;
import java.util.List;

/**
 * Run along x on two legs without falling: Humanoid.
 *
 * @param version version 4 takes nothing for contacts, and pays a fall like a step as long as a
 *     fall ends the episode
 * @param contactCost bounds of what contacts cost
 * @param healthyZ bounds of the torso's height, meters
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
  private static final Keyword<Double> FORWARD_REWARD_WEIGHT =
      TaskKeywords.forwardRewardWeight(1.25);
  private static final Keyword<Double> CONTROL_COST_WEIGHT = TaskKeywords.controlCostWeight(0.1);
  private static final Keyword<Double> CONTACT_COST_WEIGHT = TaskKeywords.contactCostWeight(5e-7);
  private static final Keyword<HealthyRange> CONTACT_COST =
      HealthyRange.keyword(
          "contact_cost_range",
          Double.NEGATIVE_INFINITY,
          10,
          "range that the contact cost is clipped to");
  private static final Keyword<Double> HEALTHY_REWARD = TaskKeywords.healthyReward(5);
  private static final Keyword<HealthyRange> HEALTHY_Z = TaskKeywords.healthyZ(1, 2);
  private static final Keyword<Double> RESET_NOISE_SCALE = TaskKeywords.resetNoiseScale(1e-2);
  private static final Keyword<Integer> FRAME_SKIP = TaskKeywords.frameSkip(5);

  private static final List<Keyword<?>> OF_BOTH_VERSIONS =
      List.of(
          FORWARD_REWARD_WEIGHT,
          CONTROL_COST_WEIGHT,
          HEALTHY_REWARD,
          TaskKeywords.TERMINATE_WHEN_UNHEALTHY,
          HEALTHY_Z,
          RESET_NOISE_SCALE);

  public HumanoidTask {
    ResetNoise.checkScale(resetNoiseScale);
  }

  public static TaskDefinition definition(Version version) {
    boolean v5 = version == Version.V5;
    return new TaskDefinition(
        version,
        "Walk forward on two legs",
        "forward_reward_weight * v_x + healthy_reward * [healthy] - ctrl_cost_weight * |u|^2"
            + (v5 ? " - clip(contact_cost_weight * |f|^2, contact_cost_range)" : "")
            + ", with v_x the velocity of the center of mass along x (m/s)"
            + (v5 ? ", u the controls and f the contact forces; " : " and u the controls; ")
            + TaskKeywords.healthy(version),
        "unhealthy (outside healthy_z_range), if terminate_when_unhealthy",
        keywords(version),
        keywords -> read(keywords, version));
  }

  private static List<Keyword<?>> keywords(Version version) {
    List<Keyword<?>> keywords = new ArrayList<>(OF_BOTH_VERSIONS);
    if (version == Version.V4) {
      keywords.add(TaskKeywords.EXCLUDE_POSITIONS);
    } else {
      keywords.addAll(List.of(CONTACT_COST_WEIGHT, CONTACT_COST));
      keywords.addAll(HumanoidObservation.KEYWORDS_V5);
      keywords.add(FRAME_SKIP);
    }
    return keywords;
  }

  private static HumanoidTask read(KeywordArguments keywords, Version version) {
    return new HumanoidTask(
        version,
        keywords.get(FORWARD_REWARD_WEIGHT),
        keywords.get(CONTROL_COST_WEIGHT),
        keywords.get(CONTACT_COST_WEIGHT),
        keywords.get(CONTACT_COST),
        keywords.get(HEALTHY_REWARD),
        keywords.get(TaskKeywords.TERMINATE_WHEN_UNHEALTHY),
        keywords.get(HEALTHY_Z),
        keywords.get(RESET_NOISE_SCALE),
        HumanoidObservation.read(keywords, version),
        keywords.get(FRAME_SKIP));
  }

  @Override
  public LocomotionEnvironment start(EnvironmentSpec spec, MujocoModel model) {
    return new HumanoidEnvironment(spec, model, this);
  }
}
