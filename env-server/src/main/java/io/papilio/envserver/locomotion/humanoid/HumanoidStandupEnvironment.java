package io.papilio.envserver.locomotion.humanoid;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Info;
import io.papilio.core.env.TimeStep;
import io.papilio.core.space.Element;
import io.papilio.envserver.model.Version;
import io.papilio.envserver.mujoco.MujocoModel;
import java.nio.DoubleBuffer;

/** HumanoidStandup. */
final class HumanoidStandupEnvironment extends HumanoidBodyEnvironment {
  private final HumanoidStandupTask task;

  HumanoidStandupEnvironment(EnvironmentSpec spec, MujocoModel model, HumanoidStandupTask task) {
    super(spec, model, task);
    this.task = task;
  }

  @Override
  public TimeStep step(Element element) {
    simulate(element.asTensor());

    // r = z / h - w_control |u|^2 - clip(w_impact |f|^2) + 1, with h one physics step
    double up = simulation().positions().get(2) / simulation().model().timestep();
    double control = task.controlCostWeight() * sumOfSquares(simulation().controls());
    double forces = sumOfSquares(simulation().bodyForces());
    double impact = task.impactCost().clip(task.impactCostWeight() * forces);
    double reward = up - control - impact + 1;

    Info.Builder info = Info.builder();
    if (task.version() == Version.V5) {
      place(info);
    }
    info.put("reward_linup", up).put("reward_quadctrl", -control).put("reward_impact", -impact);
    return new TimeStep(observation(), reward, false, false, info.build());
  }

  @Override
  Info.Builder place(Info.Builder info) {
    DoubleBuffer positions = simulation().positions();
    return tendons(
        info.put("x_position", positions.get(0))
            .put("y_position", positions.get(1))
            .put("z_distance_from_origin", positions.get(2) - initialPosition(2)));
  }
}
