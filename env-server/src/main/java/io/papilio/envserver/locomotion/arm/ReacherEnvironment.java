package io.papilio.envserver.locomotion.arm;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Info;
import io.papilio.core.env.TimeStep;
import io.papilio.core.space.Element;
import io.papilio.core.space.Tensor;
import io.papilio.envserver.locomotion.task.BodyDistance;
import io.papilio.envserver.locomotion.task.ControlCost;
import io.papilio.envserver.locomotion.task.LocomotionEnvironment;
import io.papilio.envserver.model.Version;
import io.papilio.envserver.mujoco.MujocoModel;
import io.papilio.envserver.mujoco.NativeMath;
import java.nio.DoubleBuffer;

/** Reacher; {@code qpos} is the two angles of the arm and the target's place. */
final class ReacherEnvironment extends LocomotionEnvironment {
  private static final int ANGLES = 2;

  private final ReacherTask task;
  private final ControlCost controlCost;
  private final BodyDistance distance;

  ReacherEnvironment(EnvironmentSpec spec, MujocoModel model, ReacherTask task) {
    super(spec, model, task.frameSkip(), ReachingNoise.REACHER);
    this.task = task;
    controlCost = new ControlCost(task.controlRewardWeight());
    distance = new BodyDistance(simulation(), model.body("fingertip"), model.body("target"));
  }

  @Override
  public TimeStep step(Element element) {
    Tensor action = element.asTensor();
    double before = distance.norm();
    simulate(action);
    double measured = task.version() == Version.V5 ? distance.norm() : before;

    // r = -w_dist |x_fingertip - x_target| - w_control |a|^2
    double reach = -measured * task.distanceRewardWeight();
    Tensor control = controlCost.reward(action);
    double reward = reach + control.getDouble(0);

    Info info = Info.builder().put("reward_dist", reach).put("reward_ctrl", control).build();
    return new TimeStep(observation(), reward, false, false, info);
  }

  @Override
  protected void observe(DoubleBuffer out) {
    DoubleBuffer positions = simulation().positions();
    for (int i = 0; i < ANGLES; i++) {
      out.put(NativeMath.cos(positions.get(i)));
    }
    for (int i = 0; i < ANGLES; i++) {
      out.put(NativeMath.sin(positions.get(i)));
    }
    out.put(positions.duplicate().position(ANGLES));
    out.put(simulation().velocities().duplicate().limit(ANGLES));
    for (int axis = 0; axis < task.shownAxes(); axis++) {
      out.put(distance.along(axis));
    }
  }

  @Override
  protected Info resetInfo() {
    return Info.EMPTY;
  }
}
