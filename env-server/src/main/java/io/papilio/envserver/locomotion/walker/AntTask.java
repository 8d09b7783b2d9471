package io.papilio.envserver.locomotion.walker;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.validation.Require;
import io.papilio.envserver.locomotion.task.HealthyRange;
import io.papilio.envserver.locomotion.task.LocomotionEnvironment;
import io.papilio.envserver.locomotion.task.LocomotionTask;
import io.papilio.envserver.locomotion.task.ResetNoise;
import io.papilio.envserver.model.ModelNeeds;
import io.papilio.envserver.model.Version;
import io.papilio.envserver.mujoco.MujocoModel;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Run along x on four legs without falling: the keywords of Ant.
 *
 * @param version version 4 pays a fall like a step, as long as a fall ends the episode
 * @param paysContacts whether forces on the bodies cost reward
 * @param observesContacts whether observations end with those forces
 * @param mainBody finds the body whose velocity is rewarded
 * @param healthyZ bounds of the torso's height, metres; both belong to it
 * @param hiddenPositions how many elements at the beginning of {@code qpos} observations leave out
 */
public record AntTask(
    Version version,
    double forwardRewardWeight,
    double controlCostWeight,
    double contactCostWeight,
    boolean paysContacts,
    boolean observesContacts,
    double healthyReward,
    ToIntFunction<MujocoModel> mainBody,
    boolean terminateWhenUnhealthy,
    HealthyRange healthyZ,
    HealthyRange contactForce,
    double resetNoiseScale,
    int hiddenPositions,
    int frameSkip)
    implements LocomotionTask {
  private static final List<String> KEYWORDS_V4 =
      List.of(
          "xml_file",
          "ctrl_cost_weight",
          "use_contact_forces",
          "contact_cost_weight",
          "healthy_reward",
          "terminate_when_unhealthy",
          "healthy_z_range",
          "contact_force_range",
          "reset_noise_scale",
          "exclude_current_positions_from_observation");

  private static final List<String> KEYWORDS_V5 =
      List.of(
          "forward_reward_weight",
          "ctrl_cost_weight",
          "contact_cost_weight",
          "healthy_reward",
          "main_body",
          "terminate_when_unhealthy",
          "healthy_z_range",
          "contact_force_range",
          "reset_noise_scale",
          "exclude_current_positions_from_observation",
          "include_cfrc_ext_in_observation");

  public AntTask {
    ResetNoise.checkScale(resetNoiseScale);
  }

  public static AntTask read(KeywordArguments options, Version version) {
    boolean v5 = version == Version.V5;
    version.checkKnown(options, v5 ? KEYWORDS_V5 : KEYWORDS_V4);
    boolean used = options.flag("use_contact_forces", false);
    boolean hidden = options.flag("exclude_current_positions_from_observation", true);
    return new AntTask(
        version,
        options.number("forward_reward_weight", 1),
        options.number("ctrl_cost_weight", 0.5),
        options.number("contact_cost_weight", 5e-4),
        v5 || used,
        v5 ? options.flag("include_cfrc_ext_in_observation", true) : used,
        options.number("healthy_reward", 1.0),
        mainBody(options),
        options.flag("terminate_when_unhealthy", true),
        HealthyRange.of(options, "healthy_z_range", new HealthyRange(0.2, 1.0)),
        HealthyRange.of(options, "contact_force_range", new HealthyRange(-1, 1)),
        options.number("reset_noise_scale", 0.1),
        hidden ? 2 : 0,
        options.integer("frame_skip", 5));
  }

  /** A body's index or its name. */
  private static ToIntFunction<MujocoModel> mainBody(KeywordArguments options) {
    if (options.values().get("main_body") instanceof String name) {
      return model -> model.body(name);
    }
    int index = options.integer("main_body", 1);
    return model -> {
      int count = model.bodyCount();
      Require.that(index >= 0 && index < count, "main_body", index, "0 to " + (count - 1));
      return index;
    };
  }

  /** The first body of the observed forces: version 5 leaves out the world. */
  int firstObservedBody() {
    return version == Version.V5 ? 1 : 0;
  }

  @Override
  public int stepMicros() {
    return 175;
  }

  @Override
  public ModelNeeds needs() {
    return ModelNeeds.joints(3, 0);
  }

  @Override
  public int observationSize(MujocoModel model) {
    int forces = observesContacts ? 6 * (model.bodyCount() - firstObservedBody()) : 0;
    return model.positionSize() + model.velocitySize() - hiddenPositions + forces;
  }

  @Override
  public LocomotionEnvironment start(EnvironmentSpec spec, MujocoModel model) {
    return new AntEnvironment(spec, model, this, mainBody.applyAsInt(model));
  }
}
