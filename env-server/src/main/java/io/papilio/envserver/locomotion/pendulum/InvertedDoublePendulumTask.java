package io.papilio.envserver.locomotion.pendulum;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.envserver.locomotion.task.LocomotionEnvironment;
import io.papilio.envserver.locomotion.task.LocomotionTask;
import io.papilio.envserver.locomotion.task.ResetNoise;
import io.papilio.envserver.model.ModelNeeds;
import io.papilio.envserver.model.Version;
import io.papilio.envserver.mujoco.MujocoModel;
import java.util.List;

/**
 * Keep two poles upright by moving their cart: the keywords of InvertedDoublePendulum.
 *
 * @param version version 4 has no keywords, pays the step that ends the episode, and shows the
 *     forces of the constraints on all joints
 */
public record InvertedDoublePendulumTask(
    Version version, double healthyReward, double resetNoiseScale, int frameSkip)
    implements LocomotionTask {

  public InvertedDoublePendulumTask {
    ResetNoise.checkScale(resetNoiseScale);
  }

  public static InvertedDoublePendulumTask read(KeywordArguments options, Version version) {
    version.checkKnown(
        options,
        version == Version.V5 ? List.of("healthy_reward", "reset_noise_scale") : List.of());
    return new InvertedDoublePendulumTask(
        version,
        options.number("healthy_reward", 10.0),
        options.number("reset_noise_scale", 0.1),
        options.integer("frame_skip", 5));
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
