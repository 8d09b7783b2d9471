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
 * Get up from the floor: HumanoidStandup. Version 4 has no keywords.
 *
 * @param impactCost bounds of what contacts cost
 */
public record HumanoidStandupTask(
    Version version,
    double controlCostWeight,
    double impactCostWeight,
    HealthyRange impactCost,
    double resetNoiseScale,
    HumanoidObservation observation,
    int frameSkip)
    implements HumanoidBodyTask {
  private static final Keyword<Double> UPRIGHT_COST_WEIGHT =
      Keyword.number("uph_cost_weight", 1, "accepted without effect, as in Gymnasium");
  private static final Keyword<Double> CONTROL_COST_WEIGHT = TaskKeywords.controlCostWeight(0.1);
  private static final Keyword<Double> IMPACT_COST_WEIGHT =
      Keyword.number("impact_cost_weight", 0.5e-6, "weight of the impact cost in the reward");
  private static final Keyword<HealthyRange> IMPACT_COST =
      HealthyRange.keyword(
          "impact_cost_range",
          Double.NEGATIVE_INFINITY,
          10,
          "range that the impact cost is clipped to");
  private static final Keyword<Double> RESET_NOISE_SCALE = TaskKeywords.resetNoiseScale(1e-2);
  private static final Keyword<Integer> FRAME_SKIP = TaskKeywords.frameSkip(5);

  public HumanoidStandupTask {
    ResetNoise.checkScale(resetNoiseScale);
  }

  public static TaskDefinition definition(Version version) {
    return new TaskDefinition(
        version,
        "Stand up from the floor",
        "z / h - "
            + version.symbol(CONTROL_COST_WEIGHT)
            + " * |u|^2 - clip("
            + version.symbol(IMPACT_COST_WEIGHT)
            + " * |f|^2, "
            + version.symbol(IMPACT_COST)
            + ") + 1, with z the height of the torso (m), h the physics time step (s), u the"
            + " controls and f the contact forces",
        TaskDefinition.NEVER,
        version == Version.V5 ? keywords() : List.of(),
        keywords -> read(keywords, version));
  }

  private static List<Keyword<?>> keywords() {
    List<Keyword<?>> keywords =
        new ArrayList<>(
            List.of(
                UPRIGHT_COST_WEIGHT,
                CONTROL_COST_WEIGHT,
                IMPACT_COST_WEIGHT,
                IMPACT_COST,
                RESET_NOISE_SCALE));
    keywords.addAll(HumanoidObservation.KEYWORDS_V5);
    keywords.add(FRAME_SKIP);
    return keywords;
  }

  private static HumanoidStandupTask read(KeywordArguments keywords, Version version) {
    keywords.get(UPRIGHT_COST_WEIGHT);
    return new HumanoidStandupTask(
        version,
        keywords.get(CONTROL_COST_WEIGHT),
        keywords.get(IMPACT_COST_WEIGHT),
        keywords.get(IMPACT_COST),
        keywords.get(RESET_NOISE_SCALE),
        HumanoidObservation.read(keywords, version),
        keywords.get(FRAME_SKIP));
  }

  @Override
  public LocomotionEnvironment start(EnvironmentSpec spec, MujocoModel model) {
    return new HumanoidStandupEnvironment(spec, model, this);
  }
}
