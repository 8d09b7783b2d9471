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

/** Swimmer; {@code qpos} begins with x and y. The versions differ in their infos only. */
final class SwimmerEnvironment extends LocomotionEnvironment {
  private final RunningTask task;
  private final ControlCost controlCost;

  SwimmerEnvironment(EnvironmentSpec spec, MujocoModel model, RunningTask task) {
    super(spec, model, task.frameSkip(), ResetNoise.uniform(task.resetNoiseScale()));
    this.task = task;
    controlCost = new ControlCost(task.controlCostWeight());
  }

  @Override
  public TimeStep step(Element element) {
    Tensor action = element.asTensor();
    double xBefore = x();
    double yBefore = y();
    simulate(action);
    double xVelocity = (x() - xBefore) / dt();
    double yVelocity = (y() - yBefore) / dt();

    // r = w_forward v_x - w_control |a|^2
    double forward = task.forwardRewardWeight() * xVelocity;
    Tensor control = controlCost.reward(action);
    double reward = forward + control.getDouble(0);

    Info.Builder info = Info.builder();
    if (task.version() == Version.V4) {
      info.put("reward_fwd", forward).put("reward_ctrl", control);
    }
    position(info).put("x_velocity", xVelocity).put("y_velocity", yVelocity);
    if (task.version() == Version.V4) {
      info.put("forward_reward", forward);
    } else {
      info.put("reward_forward", forward).put("reward_ctrl", control);
    }
    return new TimeStep(observation(), reward, false, false, info.build());
  }

  @Override
  protected void observe(DoubleBuffer out) {
    putState(out, task.hiddenPositions());
  }

  @Override
  protected Info resetInfo() {
    return task.version() == Version.V5 ? position(Info.builder()).build() : Info.EMPTY;
  }

  private Info.Builder position(Info.Builder info) {
    return info.put("x_position", x())
        .put("y_position", y())
        .put("distance_from_origin", Math.sqrt(x() * x() + y() * y()));
  }

  private double x() {
    return simulation().positions().get(0);
  }

  private double y() {
    return simulation().positions().get(1);
  }
}
