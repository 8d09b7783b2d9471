package io.papilio.envserver.locomotion.pendulum;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Keyword;
import io.papilio.envserver.locomotion.task.LocomotionEnvironment;
import io.papilio.envserver.locomotion.task.LocomotionTask;
import io.papilio.envserver.locomotion.task.ResetNoise;
import io.papilio.envserver.locomotion.task.TaskDefinition;
import io.papilio.envserver.locomotion.task.TaskKeywords;
import io.papilio.envserver.model.ModelNeeds;
import io.papilio.envserver.model.Version;
import io.papilio.envserver.mujoco.MujocoModel;
import java.util.List;

/**
 * Keep two poles upright by moving their cart: InvertedDoublePendulum.
 *
 * @param version version 4 has no keywords, pays the step that ends the episode, and shows the
 *     forces of the constraints on all joints
 */
public record InvertedDoublePendulumTask(
    Version version, double healthyReward, double resetNoiseScale, int frameSkip)
    implements LocomotionTask {
  private static final int MIN_HEIGHT = InvertedDoublePendulumEnvironment.MIN_HEIGHT;
  private static final Keyword<Double> HEALTHY_REWARD = TaskKeywords.healthyReward(10);
  private static final Keyword<Double> RESET_NOISE_SCALE = TaskKeywords.resetNoiseScale(0.1);
  private static final Keyword<Integer> FRAME_SKIP = TaskKeywords.frameSkip(5);

  public InvertedDoublePendulumTask {
    ResetNoise.checkScale(resetNoiseScale);
  }

  public static TaskDefinition definition(Version version) {
    return new TaskDefinition(
        version,
        "Balance two linked poles on a cart",
        version.symbol(HEALTHY_REWARD)
            + (version == Version.V5 ? " * [y > " + MIN_HEIGHT + "]" : "")
            + " - (0.01 x^2 + (y - 2)^2) - (0.001 v_1^2 + 0.005 v_2^2), with x and y the position"
            + " of the tip (m) and v_i the angular velocities of the joints (rad/s)",
        "y <= " + MIN_HEIGHT + " m",
        version.keywords(List.of(), HEALTHY_REWARD, RESET_NOISE_SCALE, FRAME_SKIP),
        keywords ->
            new InvertedDoublePendulumTask(
                version,
                keywords.get(HEALTHY_REWARD),
                keywords.get(RESET_NOISE_SCALE),
                keywords.get(FRAME_SKIP)));
  }

  /** How many of {@code qfrc_constraint} observations end with. */
  int shownForces(MujocoModel model) {
    return version == Version.V5 ? 1 : model.velocitySize();
  }

  @Override
  public int stepMicros() {
    return 25;
  }

  @Override
  public ModelNeeds needs() {
    return new ModelNeeds(1, 3, 1, List.of());
  }

  @Override
  public int observationSize(MujocoModel model) {
    int angles = model.positionSize() - 1;
    return 1 + 2 * angles + model.velocitySize() + shownForces(model);
  }

  @Override
  public LocomotionEnvironment start(EnvironmentSpec spec, MujocoModel model) {
    return new InvertedDoublePendulumEnvironment(spec, model, this);
  }
}
