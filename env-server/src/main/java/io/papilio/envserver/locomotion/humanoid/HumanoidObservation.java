package io.papilio.envserver.locomotion.humanoid;

import io.papilio.core.env.Keyword;
import io.papilio.core.env.KeywordArguments;
import io.papilio.envserver.locomotion.task.TaskKeywords;
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

  private static final Keyword<Boolean> INCLUDE_INERTIAS =
      include("cinert", "masses and inertias of the bodies");
  private static final Keyword<Boolean> INCLUDE_VELOCITIES =
      include("cvel", "velocities of the bodies");
  private static final Keyword<Boolean> INCLUDE_ACTUATOR_FORCES =
      include("qfrc_actuator", "forces of the actuators on the joints");

  /** The keywords of version 5. */
  static final List<Keyword<?>> KEYWORDS_V5 =
      List.of(
          TaskKeywords.EXCLUDE_POSITIONS,
          INCLUDE_INERTIAS,
          INCLUDE_VELOCITIES,
          INCLUDE_ACTUATOR_FORCES,
          TaskKeywords.INCLUDE_CONTACT_FORCES);

  static HumanoidObservation read(KeywordArguments keywords, Version version) {
    return new HumanoidObservation(
        version,
        keywords.get(TaskKeywords.EXCLUDE_POSITIONS) ? ROOT_POSITIONS : 0,
        keywords.get(INCLUDE_INERTIAS),
        keywords.get(INCLUDE_VELOCITIES),
        keywords.get(INCLUDE_ACTUATOR_FORCES),
        keywords.get(TaskKeywords.INCLUDE_CONTACT_FORCES));
  }

  private static Keyword<Boolean> include(String block, String meaning) {
    return Keyword.flag(
        "include_" + block + "_in_observation",
        true,
        "whether observations include the " + meaning);
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
