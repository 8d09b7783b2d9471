package io.papilio.envserver.locomotion.humanoid;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Info;
import io.papilio.core.env.TimeStep;
import io.papilio.core.space.Element;
import io.papilio.envserver.locomotion.task.MassCenter;
import io.papilio.envserver.model.Version;
import io.papilio.envserver.mujoco.MujocoModel;
import java.nio.DoubleBuffer;

/** Humanoid. */
final class HumanoidEnvironment extends HumanoidBodyEnvironment {
  private final HumanoidTask task;
  private final MassCenter massCentre;

  HumanoidEnvironment(EnvironmentSpec spec, MujocoModel model, HumanoidTask task) {
    super(spec, model, task);
    this.task = task;
    massCentre = new MassCenter(simulation());
  }

  @Override
  public TimeStep step(Element element) {
    double xBefore = massCentre.coordinate(0);
    double yBefore = massCentre.coordinate(1);
    simulate(element.asTensor());
    double x = massCentre.coordinate(0);
    double y = massCentre.coordinate(1);
    double xVelocity = (x - xBefore) / dt();
    double yVelocity = (y - yBefore) / dt();
    boolean healthy = task.healthyZ().contains(simulation().positions().get(2));

    // r = w_forward v_x + [paid] w_healthy - (w_control |u|^2 + clip(w_contact |f|^2))
    double forward = task.forwardRewardWeight() * xVelocity;
    double survive = (isPaid(healthy) ? 1 : 0) * task.healthyReward();
    double control = task.controlCostWeight() * sumOfSquares(simulation().controls());
    double contact = task.version() == Version.V5 ? contactCost() : 0;
    double reward = (forward + survive) - (control + contact);

    Info.Builder info = Info.builder();
    if (task.version() == Version.V4) {
      info.put("reward_linvel", forward)
          .put("reward_quadctrl", -control)
          .put("reward_alive", survive)
          .put("x_position", x)
          .put("y_position", y)
          .put("distance_from_origin", Math.sqrt(x * x + y * y))
          .put("x_velocity", xVelocity)
          .put("y_velocity", yVelocity)
          .put("forward_reward", forward);
    } else {
      place(info)
          .put("x_velocity", xVelocity)
          .put("y_velocity", yVelocity)
          .put("reward_survive", survive)
          .put("reward_forward", forward)
          .put("reward_ctrl", -control)
          .put("reward_contact", -contact);
    }
    boolean terminated = !healthy && task.terminateWhenUnhealthy();
    return new TimeStep(observation(), reward, terminated, false, info.build());
  }

  @Override
  Info.Builder place(Info.Builder info) {
    DoubleBuffer positions = simulation().positions();
    double x = positions.get(0);
    double y = positions.get(1);
    return tendons(info.put("x_position", x).put("y_position", y))
        .put("distance_from_origin", Math.sqrt(x * x + y * y));
  }

  private double contactCost() {
    return task.contactCost()
        .clip(task.contactCostWeight() * sumOfSquares(simulation().bodyForces()));
  }

  private boolean isPaid(boolean healthy) {
    return healthy || (task.version() == Version.V4 && task.terminateWhenUnhealthy());
  }
}
