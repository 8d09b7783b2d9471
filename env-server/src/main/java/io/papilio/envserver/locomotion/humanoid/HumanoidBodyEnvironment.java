package io.papilio.envserver.locomotion.humanoid;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Info;
import io.papilio.core.space.Tensor;
import io.papilio.envserver.locomotion.task.LocomotionEnvironment;
import io.papilio.envserver.locomotion.task.ResetNoise;
import io.papilio.envserver.model.Version;
import io.papilio.envserver.mujoco.MujocoModel;
import java.nio.DoubleBuffer;

/**
 * What Humanoid and HumanoidStandup share; {@code qpos} begins with x, y, z and the torso's
 * quaternion.
 */
abstract class HumanoidBodyEnvironment extends LocomotionEnvironment {
  private final HumanoidBodyTask task;

  HumanoidBodyEnvironment(EnvironmentSpec spec, MujocoModel model, HumanoidBodyTask task) {
    super(spec, model, task.frameSkip(), ResetNoise.uniform(task.resetNoiseScale()));
    this.task = task;
  }

  @Override
  protected final void observe(DoubleBuffer out) {
    task.observation().write(simulation(), out);
  }

  @Override
  protected final Info resetInfo() {
    return task.version() == Version.V5 ? place(Info.builder()).build() : Info.EMPTY;
  }

  /** Where the body is, as version 5 tells it. */
  abstract Info.Builder place(Info.Builder info);

  final Info.Builder tendons(Info.Builder info) {
    return info.put("tendon_length", Tensor.float64(copy(simulation().tendonLengths())))
        .put("tendon_velocity", Tensor.float64(copy(simulation().tendonVelocities())));
  }
}
