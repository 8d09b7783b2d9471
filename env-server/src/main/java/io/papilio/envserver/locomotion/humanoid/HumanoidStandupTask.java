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
 * Get up from the floor: the keywords of HumanoidStandup. Version 4 has none. The keyword {@code
 * uph_cost_weight} is accepted and changes nothing, as in Gymnasium.
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
  private static final List<String> KEYWORDS_V5 =
      List.of(
          "uph_cost_weight",
          "ctrl_cost_weight",
          "impact_cost_weight",
          "impact_cost_range",
          "reset_noise_scale");

  public HumanoidStandupTask {
    ResetNoise.checkScale(resetNoiseScale);
  }

  public static HumanoidStandupTask read(KeywordArguments options, Version version) {
    List<String> keywords = new ArrayList<>();
    if (version == Version.V5) {
      keywords.addAll(KEYWORDS_V5);
      keywords.addAll(HumanoidObservation.KEYWORDS_V5);
    }
    version.checkKnown(options, keywords);
    options.number("uph_cost_weight", 1);
    return new HumanoidStandupTask(
        version,
        options.number("ctrl_cost_weight", 0.1),
        options.number("impact_cost_weight", 0.5e-6),
        HealthyRange.of(
            options, "impact_cost_range", new HealthyRange(Double.NEGATIVE_INFINITY, 10)),
        options.number("reset_noise_scale", 1e-2),
        HumanoidObservation.read(options, version),
        options.integer("frame_skip", 5));
  }

  @Override
  public LocomotionEnvironment start(EnvironmentSpec spec, MujocoModel model) {
    return new HumanoidStandupEnvironment(spec, model, this);
  }
}
