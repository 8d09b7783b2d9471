package io.papilio.envserver.locomotion.pendulum;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Info;
import io.papilio.core.env.TimeStep;
import io.papilio.core.space.Element;
import io.papilio.envserver.locomotion.task.HealthyRange;
import io.papilio.envserver.locomotion.task.LocomotionEnvironment;
import io.papilio.envserver.locomotion.task.ResetNoise;
import io.papilio.envserver.model.Version;
import io.papilio.envserver.mujoco.MujocoModel;
import io.papilio.envserver.mujoco.NativeMath;
import java.nio.DoubleBuffer;

/** InvertedDoublePendulum; {@code qpos} is the cart's place and the angles of the poles. */
final class InvertedDoublePendulumEnvironment extends LocomotionEnvironment {
  private static final HealthyRange OBSERVED = new HealthyRange(-10, 10);

  /** Metres; a tip no higher than this has fallen. */
  static final int MIN_HEIGHT = 1;

  private final InvertedDoublePendulumTask task;

  InvertedDoublePendulumEnvironment(
      EnvironmentSpec spec, MujocoModel model, InvertedDoublePendulumTask task) {
    super(spec, model, task.frameSkip(), ResetNoise.normalVelocities(task.resetNoiseScale()));
    this.task = task;
  }

  @Override
  public TimeStep step(Element element) {
    simulate(element.asTensor());
    double x = simulation().sitePositions().get(0);
    double y = simulation().sitePositions().get(2);
    boolean terminated = y <= MIN_HEIGHT;

    // r = [paid] w_healthy - (0.01 x^2 + (y - 2)^2) - (0.001 v_1^2 + 0.005 v_2^2)
    double survive = (isPaid(terminated) ? 1 : 0) * task.healthyReward();
    double distance = 0.01 * square(x) + square(y - 2);
    DoubleBuffer velocities = simulation().velocities();
    double velocity = 1e-3 * square(velocities.get(1)) + 5e-3 * square(velocities.get(2));
    double reward = survive - distance - velocity;

    Info.Builder info = Info.builder();
    if (task.version() == Version.V5) {
      info.put("reward_survive", survive)
          .put("distance_penalty", -distance)
          .put("velocity_penalty", -velocity);
    }
    return new TimeStep(observation(), reward, terminated, false, info.build());
  }

  @Override
  protected void observe(DoubleBuffer out) {
    DoubleBuffer positions = simulation().positions();
    DoubleBuffer velocities = simulation().velocities();
    DoubleBuffer forces = simulation().constraintForces();
    out.put(positions.get(0));
    for (int i = 1; i < positions.capacity(); i++) {
      out.put(NativeMath.sin(positions.get(i)));
    }
    for (int i = 1; i < positions.capacity(); i++) {
      out.put(NativeMath.cos(positions.get(i)));
    }
    for (int i = 0; i < velocities.capacity(); i++) {
      out.put(OBSERVED.clip(velocities.get(i)));
    }
    for (int i = 0; i < task.shownForces(simulation().model()); i++) {
      out.put(OBSERVED.clip(forces.get(i)));
    }
  }

  @Override
  protected Info resetInfo() {
    return Info.EMPTY;
  }

  /** As Python squares a number by {@code **}. */
  private static double square(double value) {
    return NativeMath.pow(value, 2);
  }

  private boolean isPaid(boolean terminated) {
    return !terminated || task.version() == Version.V4;
  }
}
