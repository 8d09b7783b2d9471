package io.papilio.envserver.locomotion.walker;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Keyword;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.validation.Require;
import io.papilio.envserver.locomotion.task.HealthyRange;
import io.papilio.envserver.locomotion.task.LocomotionEnvironment;
import io.papilio.envserver.locomotion.task.LocomotionTask;
import io.papilio.envserver.locomotion.task.ResetNoise;
import io.papilio.envserver.locomotion.task.TaskDefinition;
import io.papilio.envserver.locomotion.task.TaskKeywords;
import io.papilio.envserver.model.ModelNeeds;
import io.papilio.envserver.model.Version;
import io.papilio.envserver.mujoco.MujocoModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Run along x on four legs without falling: Ant.
 *
 * @param version version 4 pays a fall like a step, as long as a fall ends the episode
 * @param paysContacts whether forces on the bodies cost reward
 * @param observesContacts whether observations end with those forces
 * @param mainBody finds the body whose velocity is rewarded
 * @param healthyZ bounds of the torso's height, meters; both belong to it
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
  private static final Keyword<Double> FORWARD_REWARD_WEIGHT = TaskKeywords.forwardRewardWeight(1);
  private static final Keyword<Double> CONTROL_COST_WEIGHT = TaskKeywords.controlCostWeight(0.5);
  private static final Keyword<Double> CONTACT_COST_WEIGHT = TaskKeywords.contactCostWeight(5e-4);
  private static final Keyword<Double> HEALTHY_REWARD = TaskKeywords.healthyReward(1);
  private static final Keyword<HealthyRange> HEALTHY_Z = TaskKeywords.healthyZ(0.2, 1);
  private static final Keyword<HealthyRange> CONTACT_FORCE =
      HealthyRange.keyword(
          "contact_force_range", -1, 1, "range that contact forces are clipped to");
  private static final Keyword<Double> RESET_NOISE_SCALE = TaskKeywords.resetNoiseScale(0.1);
  private static final Keyword<Boolean> USE_CONTACT_FORCES =
      Keyword.flag(
          "use_contact_forces", false, "whether contact forces cost reward and are observed");
  private static final Keyword<ToIntFunction<MujocoModel>> MAIN_BODY =
      Keyword.of(
          "main_body", 1, "index or name of the body whose velocity counts", AntTask::mainBody);
  private static final Keyword<Integer> FRAME_SKIP = TaskKeywords.frameSkip(5);

  private static final List<Keyword<?>> OF_BOTH_VERSIONS =
      List.of(
          CONTROL_COST_WEIGHT,
          CONTACT_COST_WEIGHT,
          HEALTHY_REWARD,
          TaskKeywords.TERMINATE_WHEN_UNHEALTHY,
          HEALTHY_Z,
          CONTACT_FORCE,
          RESET_NOISE_SCALE,
          TaskKeywords.EXCLUDE_POSITIONS);

  public AntTask {
    ResetNoise.checkScale(resetNoiseScale);
  }

  public static TaskDefinition definition(Version version) {
    return new TaskDefinition(
        version,
        "Run forward on four legs",
        reward(version),
        "unhealthy (outside healthy_z_range), if terminate_when_unhealthy",
        keywords(version),
        true,
        keywords -> read(keywords, version));
  }

  private static String reward(Version version) {
    boolean v5 = version == Version.V5;
    return (v5 ? "forward_reward_weight * " : "")
        + "v_x + healthy_reward * [healthy] - ctrl_cost_weight * |a|^2 - contact_cost_weight *"
        + " |f|^2, with v_x the velocity of "
        + (v5 ? "main_body" : "the torso")
        + " along x (m/s), a the action and f the contact forces clipped to contact_force_range"
        + (v5 ? "; " : ", or 0 unless use_contact_forces; ")
        + TaskKeywords.healthy(version);
  }

  private static List<Keyword<?>> keywords(Version version) {
    List<Keyword<?>> keywords = new ArrayList<>(OF_BOTH_VERSIONS);
    if (version == Version.V4) {
      keywords.add(USE_CONTACT_FORCES);
    } else {
      keywords.add(0, FORWARD_REWARD_WEIGHT);
      keywords.add(TaskKeywords.INCLUDE_CONTACT_FORCES);
      keywords.add(MAIN_BODY);
      keywords.add(FRAME_SKIP);
    }
    return keywords;
  }

  private static AntTask read(KeywordArguments keywords, Version version) {
    boolean v5 = version == Version.V5;
    boolean used = keywords.get(USE_CONTACT_FORCES);
    return new AntTask(
        version,
        keywords.get(FORWARD_REWARD_WEIGHT),
        keywords.get(CONTROL_COST_WEIGHT),
        keywords.get(CONTACT_COST_WEIGHT),
        v5 || used,
        v5 ? keywords.get(TaskKeywords.INCLUDE_CONTACT_FORCES) : used,
        keywords.get(HEALTHY_REWARD),
        keywords.get(MAIN_BODY),
        keywords.get(TaskKeywords.TERMINATE_WHEN_UNHEALTHY),
        keywords.get(HEALTHY_Z),
        keywords.get(CONTACT_FORCE),
        keywords.get(RESET_NOISE_SCALE),
        keywords.get(TaskKeywords.EXCLUDE_POSITIONS) ? 2 : 0,
        keywords.get(FRAME_SKIP));
  }

  /** A body's index or its name. */
  private static ToIntFunction<MujocoModel> mainBody(String name, Object value) {
    if (value instanceof String body) {
      return model -> model.body(body);
    }
    int index = Keyword.Reader.INTEGER.read(name, value);
    return model -> {
      int count = model.bodyCount();
      Require.that(index >= 0 && index < count, name, index, "0 to " + (count - 1));
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
