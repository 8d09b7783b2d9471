package io.papilio.envserver.locomotion.walker;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Info;
import io.papilio.core.env.TimeStep;
import io.papilio.core.numpy.NumpySum;
import io.papilio.core.space.Element;
import io.papilio.core.space.Tensor;
import io.papilio.envserver.locomotion.task.ControlCost;
import io.papilio.envserver.locomotion.task.LocomotionEnvironment;
import io.papilio.envserver.locomotion.task.ResetNoise;
import io.papilio.envserver.model.Version;
import io.papilio.envserver.mujoco.MujocoModel;
import java.nio.DoubleBuffer;

/** Ant; {@code qpos} begins with x, y, z and the torso's quaternion. */
final class AntEnvironment extends LocomotionEnvironment {
  private final AntTask task;
  private final int mainBody;
  private final ControlCost controlCost;

  AntEnvironment(EnvironmentSpec spec, MujocoModel model, AntTask task, int mainBody) {
    super(spec, model, task.frameSkip(), ResetNoise.normalVelocities(task.resetNoiseScale()));
    this.task = task;
    this.mainBody = mainBody;
    controlCost = new ControlCost(task.controlCostWeight());
  }

  @Override
  public TimeStep step(Element element) {
    Tensor action = element.asTensor();
    double xBefore = bodyPosition(0);
    double yBefore = bodyPosition(1);
    simulate(action);
    double xVelocity = (bodyPosition(0) - xBefore) / dt();
    double yVelocity = (bodyPosition(1) - yBefore) / dt();
    boolean healthy = isHealthy();

    // r = w_forward v_x + [paid] w_healthy - (w_control |a|^2 + w_contact |f|^2)
    double forward = task.forwardRewardWeight() * xVelocity;
    double survive = (isPaid(healthy) ? 1 : 0) * task.healthyReward();
    Tensor control = controlCost.reward(action);
    double contact = task.paysContacts() ? contactCost() : 0;
    double reward = (forward + survive) - (-control.getDouble(0) + contact);

    Info.Builder info = Info.builder();
    if (task.version() == Version.V4) {
      // Gymnasium names the contact cost reward_ctrl where there is one.
      Tensor named = task.paysContacts() ? Tensor.scalar(-contact) : control;
      info.put("reward_forward", forward).put("reward_ctrl", named).put("reward_survive", survive);
      place(info, bodyPosition(0), bodyPosition(1));
    } else {
      rootPlace(info);
    }
    info.put("x_velocity", xVelocity).put("y_velocity", yVelocity);
    if (task.version() == Version.V4) {
      info.put("forward_reward", forward);
    } else {
      info.put("reward_forward", forward)
          .put("reward_ctrl", control)
          .put("reward_contact", -contact)
          .put("reward_survive", survive);
    }
    boolean terminated = !healthy && task.terminateWhenUnhealthy();
    return new TimeStep(observation(), reward, terminated, false, info.build());
  }

  @Override
  protected void observe(DoubleBuffer out) {
    putState(out, task.hiddenPositions());
    if (task.observesContacts()) {
      DoubleBuffer forces = simulation().bodyForces();
      for (int i = 6 * task.firstObservedBody(); i < forces.capacity(); i++) {
        out.put(task.contactForce().clip(forces.get(i)));
      }
    }
  }

  @Override
  protected Info resetInfo() {
    return task.version() == Version.V5 ? rootPlace(Info.builder()).build() : Info.EMPTY;
  }

  private Info.Builder rootPlace(Info.Builder info) {
    DoubleBuffer positions = simulation().positions();
    return place(info, positions.get(0), positions.get(1));
  }

  private static Info.Builder place(Info.Builder info, double x, double y) {
    return info.put("x_position", x)
        .put("y_position", y)
        .put("distance_from_origin", Math.sqrt(x * x + y * y));
  }

  private double bodyPosition(int axis) {
    return simulation().bodyPositions().get(3 * mainBody + axis);
  }

  private double contactCost() {
    return task.contactCostWeight() * NumpySum.ofSquares(contactForces());
  }

  /** Clipped forces on every body, the world first. Shape: [nbody * 6]. */
  private double[] contactForces() {
    double[] forces = copy(simulation().bodyForces());
    for (int i = 0; i < forces.length; i++) {
      forces[i] = task.contactForce().clip(forces[i]);
    }
    return forces;
  }

  private boolean isHealthy() {
    double z = simulation().positions().get(2);
    return task.healthyZ().low() <= z && z <= task.healthyZ().high();
  }

  private boolean isPaid(boolean healthy) {
    return healthy || (task.version() == Version.V4 && task.terminateWhenUnhealthy());
  }
}
