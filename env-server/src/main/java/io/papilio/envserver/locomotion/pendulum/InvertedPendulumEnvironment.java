package io.papilio.envserver.locomotion.pendulum;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Info;
import io.papilio.core.env.TimeStep;
import io.papilio.core.space.Element;
import io.papilio.core.space.Tensor;
import io.papilio.envserver.locomotion.task.LocomotionEnvironment;
import io.papilio.envserver.locomotion.task.ResetNoise;
import io.papilio.envserver.model.Version;
import io.papilio.envserver.mujoco.MujocoModel;
import java.nio.DoubleBuffer;

/** InvertedPendulum; {@code qpos} is the cart's place and the pole's angle. */
final class InvertedPendulumEnvironment extends LocomotionEnvironment {
  /** Radians from upright; exactly this much is still balanced. */
  static final double MAX_ANGLE = 0.2;

  private final InvertedPendulumTask task;

  InvertedPendulumEnvironment(EnvironmentSpec spec, MujocoModel model, InvertedPendulumTask task) {
    super(spec, model, task.frameSkip(), ResetNoise.uniform(task.resetNoiseScale()));
    this.task = task;
  }

  @Override
  public TimeStep step(Element element) {
    simulate(element.asTensor());
    // Positions and velocities are finite here: a diverged simulation has thrown.
    boolean terminated = Math.abs(simulation().positions().get(1)) > MAX_ANGLE;
    if (task.version() == Version.V4) {
      return new TimeStep(observation(), 1, terminated, false, Info.EMPTY);
    }
    long survive = terminated ? 0 : 1;
    Info info = Info.builder().put("reward_survive", Tensor.scalar(survive)).build();
    return new TimeStep(observation(), survive, terminated, false, info);
  }

  @Override
  protected void observe(DoubleBuffer out) {
    putState(out, 0);
  }

  @Override
  protected Info resetInfo() {
    return Info.EMPTY;
  }
}
