package io.papilio.envserver.locomotion.walker;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Keyword;
import io.papilio.core.env.KeywordArguments;
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
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Run forward in the x-z plane without falling: Hopper and Walker2d.
 *
 * @param version version 4 pays a fall like a step, as long as a fall ends the episode
 * @param healthyState bounds of every coordinate but x and z, and of every velocity
 * @param healthyZ bounds of the torso's height, meters
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
  private static final Keyword<Double> FORWARD_REWARD_WEIGHT = TaskKeywords.forwardRewardWeight(1);
  private static final Keyword<Double> CONTROL_COST_WEIGHT = TaskKeywords.controlCostWeight(1e-3);
  private static final Keyword<Double> HEALTHY_REWARD = TaskKeywords.healthyReward(1);
  private static final Keyword<Double> RESET_NOISE_SCALE = TaskKeywords.resetNoiseScale(5e-3);
  private static final Keyword<Integer> FRAME_SKIP = TaskKeywords.frameSkip(4);

  private static final Keyword<HealthyRange> HOPPER_STATE =
      HealthyRange.keyword(
          "healthy_state_range",
          -100,
          100,
          "positions (but x and z) and velocities while healthy, SI units");
  private static final Keyword<HealthyRange> HOPPER_Z =
      TaskKeywords.healthyZ(0.7, Double.POSITIVE_INFINITY);
  private static final Keyword<HealthyRange> HOPPER_ANGLE = healthyAngle(-0.2, 0.2);
  private static final Keyword<HealthyRange> WALKER_Z = TaskKeywords.healthyZ(0.8, 2);
  private static final Keyword<HealthyRange> WALKER_ANGLE = healthyAngle(-1, 1);

  public PlanarWalkerTask {
    ResetNoise.checkScale(resetNoiseScale);
  }

  public static TaskDefinition hopper(Version version) {
    return definition(
        version,
        "Hop forward on one leg",
        List.of(HOPPER_STATE, HOPPER_Z, HOPPER_ANGLE),
        keywords -> read(keywords, version, keywords.get(HOPPER_STATE), HOPPER_Z, HOPPER_ANGLE));
  }

  public static TaskDefinition walker2d(Version version) {
    return definition(
        version,
        "Walk forward on two legs in a plane",
        List.of(WALKER_Z, WALKER_ANGLE),
        keywords -> read(keywords, version, HealthyRange.UNBOUNDED, WALKER_Z, WALKER_ANGLE));
  }

  private static TaskDefinition definition(
      Version version,
      String summary,
      List<Keyword<?>> ranges,
      Function<KeywordArguments, LocomotionTask> tasks) {
    List<Keyword<?>> keywords =
        new ArrayList<>(
            List.of(
                FORWARD_REWARD_WEIGHT,
                CONTROL_COST_WEIGHT,
                HEALTHY_REWARD,
                TaskKeywords.TERMINATE_WHEN_UNHEALTHY));
    keywords.addAll(ranges);
    keywords.add(RESET_NOISE_SCALE);
    keywords.add(TaskKeywords.EXCLUDE_POSITIONS);
    String names = ranges.stream().map(Keyword::name).collect(Collectors.joining(" or "));
    return new TaskDefinition(
        version,
        summary,
        "forward_reward_weight * v_x + healthy_reward * [healthy] - ctrl_cost_weight * |a|^2, with"
            + " v_x the velocity of the torso along x (m/s) and a the action; "
            + TaskKeywords.healthy(version),
        "unhealthy (outside " + names + "), if terminate_when_unhealthy",
        version.keywords(keywords, FRAME_SKIP),
        tasks);
  }

  private static PlanarWalkerTask read(
      KeywordArguments keywords,
      Version version,
      HealthyRange state,
      Keyword<HealthyRange> z,
      Keyword<HealthyRange> angle) {
    return new PlanarWalkerTask(
        version,
        keywords.get(FORWARD_REWARD_WEIGHT),
        keywords.get(CONTROL_COST_WEIGHT),
        keywords.get(HEALTHY_REWARD),
        keywords.get(TaskKeywords.TERMINATE_WHEN_UNHEALTHY),
        state,
        keywords.get(z),
        keywords.get(angle),
        keywords.get(RESET_NOISE_SCALE),
        keywords.get(TaskKeywords.EXCLUDE_POSITIONS),
        keywords.get(FRAME_SKIP));
  }

  private static Keyword<HealthyRange> healthyAngle(double low, double high) {
    return HealthyRange.keyword(
        "healthy_angle_range", low, high, "pitch of the torso while healthy, radians");
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
