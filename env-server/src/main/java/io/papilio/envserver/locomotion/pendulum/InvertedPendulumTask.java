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
 * Keep a pole upright by moving its cart: the keywords of InvertedPendulum.
 *
 * @param version version 4 has no keywords, and pays the step that ends the episode
 */
public record InvertedPendulumTask(Version version, double resetNoiseScale, int frameSkip)
    implements LocomotionTask {

  public InvertedPendulumTask {
    ResetNoise.checkScale(resetNoiseScale);
  }

  public static InvertedPendulumTask read(KeywordArguments options, Version version) {
    version.checkKnown(options, version == Version.V5 ? List.of("reset_noise_scale") : List.of());
    return new InvertedPendulumTask(
        version, options.number("reset_noise_scale", 0.01), options.integer("frame_skip", 2));
  }

  @Override
  public int stepMicros() {
    return 10;
  }

  @Override
  public ModelNeeds needs() {
    return ModelNeeds.joints(2, 0);
  }

  @Override
  public int observationSize(MujocoModel model) {
    return model.positionSize() + model.velocitySize();
  }

  @Override
  public LocomotionEnvironment start(EnvironmentSpec spec, MujocoModel model) {
    return new InvertedPendulumEnvironment(spec, model, this);
  }
}
