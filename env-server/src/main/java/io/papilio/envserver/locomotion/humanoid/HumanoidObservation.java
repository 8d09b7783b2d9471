package io.papilio.envserver.locomotion.humanoid;

import io.papilio.core.env.KeywordArguments;
import io.papilio.envserver.model.Version;
import io.papilio.envserver.mujoco.MujocoModel;
import io.papilio.envserver.mujoco.MujocoSimulation;
import java.nio.DoubleBuffer;
import java.util.List;

/**
 * What Humanoid and HumanoidStandup show: positions, velocities, and four blocks that MuJoCo
 * derives. Version 5 leaves out the world and the forces on the root, which are always 0.
 *
 * @param hiddenPositions how many elements at the beginning of {@code qpos} are left out
 * @param inertias whether {@code cinert} is shown
 * @param velocities whether {@code cvel} is shown
 * @param actuatorForces whether {@code qfrc_actuator} is shown
 * @param contactForces whether {@code cfrc_ext} is shown
 */
record HumanoidObservation(
    Version version,
    int hiddenPositions,
    boolean inertias,
    boolean velocities,
    boolean actuatorForces,
    boolean contactForces) {
  private static final int ROOT_POSITIONS = 2;
  private static final int ROOT_VELOCITIES = 6;

  static final List<String> KEYWORDS_V5 =
      List.of(
          "exclude_current_positions_from_observation",
          "include_cinert_in_observation",
          "include_cvel_in_observation",
          "include_qfrc_actuator_in_observation",
          "include_cfrc_ext_in_observation");

  static HumanoidObservation read(KeywordArguments options, Version version) {
    return new HumanoidObservation(
        version,
        options.flag("exclude_current_positions_from_observation", true) ? ROOT_POSITIONS : 0,
        options.flag("include_cinert_in_observation", true),
        options.flag("include_cvel_in_observation", true),
        options.flag("include_qfrc_actuator_in_observation", true),
        options.flag("include_cfrc_ext_in_observation", true));
  }

  int size(MujocoModel model) {
    int bodies = model.bodyCount() - firstBody();
    return model.positionSize()
        - hiddenPositions
        + model.velocitySize()
        + (inertias ? 10 * bodies : 0)
        + (velocities ? 6 * bodies : 0)
        + (actuatorForces ? model.velocitySize() - firstActuatorForce(model) : 0)
        + (contactForces ? 6 * bodies : 0);
  }

  /** Writes an observation. Shape: [size]. */
  void write(MujocoSimulation simulation, DoubleBuffer out) {
    int firstActuatorForce = firstActuatorForce(simulation.model());
    append(out, true, simulation.positions(), hiddenPositions);
    append(out, true, simulation.velocities(), 0);
    append(out, inertias, simulation.bodyInertias(), 10 * firstBody());
    append(out, velocities, simulation.bodyVelocities(), 6 * firstBody());
    append(out, actuatorForces, simulation.actuatorForces(), firstActuatorForce);
    append(out, contactForces, simulation.bodyForces(), 6 * firstBody());
  }

  private static void append(DoubleBuffer to, boolean shown, DoubleBuffer values, int skipped) {
    if (shown) {
      to.put(values.duplicate().position(skipped));
    }
  }

  private int firstBody() {
    return version == Version.V5 ? 1 : 0;
  }

  private int firstActuatorForce(MujocoModel model) {
    return version == Version.V5 ? Math.min(ROOT_VELOCITIES, model.velocitySize()) : 0;
  }
}
