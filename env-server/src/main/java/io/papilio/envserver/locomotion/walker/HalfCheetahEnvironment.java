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

/** HalfCheetah; {@code qpos} begins with x. The versions differ in their infos only. */
final class HalfCheetahEnvironment extends LocomotionEnvironment {
  private final RunningTask task;
  private final ControlCost controlCost;

  HalfCheetahEnvironment(EnvironmentSpec spec, MujocoModel model, RunningTask task) {
    super(spec, model, task.frameSkip(), ResetNoise.normalVelocities(task.resetNoiseScale()));
    this.task = task;
    controlCost = new ControlCost(task.controlCostWeight());
  }

  @Override
  public TimeStep step(Element element) {
    Tensor action = element.asTensor();
    double before = x();
    simulate(action);
    double velocity = (x() - before) / dt();

    // r = w_forward v_x - w_control |a|^2
    double forward = task.forwardRewardWeight() * velocity;
    Tensor control = controlCost.reward(action);
    double reward = forward + control.getDouble(0);

    Info info =
        Info.builder()
            .put("x_position", x())
            .put("x_velocity", velocity)
            .put(task.version() == Version.V5 ? "reward_forward" : "reward_run", forward)
            .put("reward_ctrl", control)
            .build();
    return new TimeStep(observation(), reward, false, false, info);
  }

  @Override
  protected void observe(DoubleBuffer out) {
    putState(out, task.hiddenPositions());
  }

  @Override
  protected Info resetInfo() {
    return task.version() == Version.V5
        ? Info.builder().put("x_position", x()).build()
        : Info.EMPTY;
  }

  private double x() {
    return simulation().positions().get(0);
  }
}
