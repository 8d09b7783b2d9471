package io.papilio.envserver.locomotion.walker;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Info;
import io.papilio.core.env.TimeStep;
import io.papilio.core.space.Element;
import io.papilio.core.space.Tensor;
import io.papilio.envserver.locomotion.task.ControlCost;
import io.papilio.envserver.locomotion.task.LocomotionEnvironment;
import io.papilio.envserver.locomotion.task.ResetNoise;
import io.papilio.envserver.model.Version;
import io.papilio.envserver.mujoco.MujocoModel;
import java.nio.DoubleBuffer;

/** Hopper and Walker2d; {@code qpos} begins with x, z and the pitch of the torso. */
final class PlanarWalkerEnvironment extends LocomotionEnvironment {
  private static final double MAX_OBSERVED_VELOCITY = 10;

  private final PlanarWalkerTask task;
  private final ControlCost controlCost;

  PlanarWalkerEnvironment(EnvironmentSpec spec, MujocoModel model, PlanarWalkerTask task) {
    super(spec, model, task.frameSkip(), ResetNoise.uniform(task.resetNoiseScale()));
    this.task = task;
    controlCost = new ControlCost(task.controlCostWeight());
  }

  @Override
  public TimeStep step(Element element) {
    Tensor action = element.asTensor();
    double before = x();
    simulate(action);
    double velocity = (x() - before) / dt();
    boolean healthy = isHealthy();

    // r = w_forward v_x + [paid] w_healthy - w_control |a|^2
    double forward = task.forwardRewardWeight() * velocity;
    double survive = (isPaid(healthy) ? 1 : 0) * task.healthyReward();
    Tensor control = controlCost.reward(action);
    double reward = forward + survive + control.getDouble(0);

    Info.Builder info = position(Info.builder()).put("x_velocity", velocity);
    if (task.version() == Version.V5) {
      info.put("reward_forward", forward)
          .put("reward_ctrl", control)
          .put("reward_survive", survive);
    }
    boolean terminated = !healthy && task.terminateWhenUnhealthy();
    return new TimeStep(observation(), reward, terminated, false, info.build());
  }

  @Override
  protected void observe(DoubleBuffer out) {
    out.put(simulation().positions().duplicate().position(task.excludePosition() ? 1 : 0));
    DoubleBuffer velocities = simulation().velocities();
    for (int i = 0; i < velocities.capacity(); i++) {
      out.put(Math.max(-MAX_OBSERVED_VELOCITY, Math.min(MAX_OBSERVED_VELOCITY, velocities.get(i))));
    }
  }

  @Override
  protected Info resetInfo() {
    return task.version() == Version.V5 ? position(Info.builder()).build() : Info.EMPTY;
  }

  private Info.Builder position(Info.Builder info) {
    info.put("x_position", x());
    if (task.version() == Version.V5) {
      info.put("z_distance_from_origin", simulation().positions().get(1) - initialPosition(1));
    }
    return info;
  }

  private boolean isPaid(boolean healthy) {
    return healthy || (task.version() == Version.V4 && task.terminateWhenUnhealthy());
  }

  private double x() {
    return simulation().positions().get(0);
  }

  private boolean isHealthy() {
    DoubleBuffer positions = simulation().positions();
    DoubleBuffer velocities = simulation().velocities();
    boolean healthy =
        task.healthyZ().contains(positions.get(1))
            && task.healthyAngle().contains(positions.get(2));
    for (int i = 2; i < positions.capacity(); i++) {
      healthy &= task.healthyState().contains(positions.get(i));
    }
    for (int i = 0; i < velocities.capacity(); i++) {
      healthy &= task.healthyState().contains(velocities.get(i));
    }
    return healthy;
  }
}
