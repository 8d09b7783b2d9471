package io.papilio.envserver.locomotion.arm;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Info;
import io.papilio.core.env.TimeStep;
import io.papilio.core.space.Element;
import io.papilio.core.space.Tensor;
import io.papilio.envserver.locomotion.task.BodyDistance;
import io.papilio.envserver.locomotion.task.ControlCost;
import io.papilio.envserver.locomotion.task.LocomotionEnvironment;
import io.papilio.envserver.mujoco.MujocoModel;
import java.nio.DoubleBuffer;

/** Pusher; {@code qpos} is the seven angles of the arm and the places of object and goal. */
final class PusherEnvironment extends LocomotionEnvironment {
  private static final int ARM_JOINTS = 7;

  private final PusherTask task;
  private final ControlCost controlCost;
  private final int tip;
  private final int object;
  private final int goal;
  private final BodyDistance toArm;
  private final BodyDistance toGoal;

  PusherEnvironment(EnvironmentSpec spec, MujocoModel model, PusherTask task) {
    super(spec, model, task.frameSkip(), ReachingNoise.PUSHER);
    this.task = task;
    controlCost = new ControlCost(task.controlRewardWeight());
    tip = model.body("tips_arm");
    object = model.body("object");
    goal = model.body("goal");
    toArm = new BodyDistance(simulation(), object, tip);
    toGoal = new BodyDistance(simulation(), object, goal);
  }

  @Override
  public TimeStep step(Element element) {
    Tensor action = element.asTensor();
    simulate(action);

    // r = -w_dist |x_object - x_goal| - w_control |a|^2 - w_near |x_object - x_tip|
    double near = -toArm.norm() * task.nearRewardWeight();
    double distance = -toGoal.norm() * task.distanceRewardWeight();
    Tensor control = controlCost.reward(action);
    double reward = distance + control.getDouble(0) + near;

    Info info =
        Info.builder()
            .put("reward_dist", distance)
            .put("reward_ctrl", control)
            .put("reward_near", near)
            .build();
    return new TimeStep(observation(), reward, false, false, info);
  }

  @Override
  protected void observe(DoubleBuffer out) {
    out.put(simulation().positions().duplicate().limit(ARM_JOINTS));
    out.put(simulation().velocities().duplicate().limit(ARM_JOINTS));
    for (int body : new int[] {tip, object, goal}) {
      out.put(simulation().bodyPositions().duplicate().position(3 * body).limit(3 * body + 3));
    }
  }

  @Override
  protected Info resetInfo() {
    return Info.EMPTY;
  }
}
