package io.papilio.envserver.locomotion.task;

import io.papilio.envserver.mujoco.MujocoSimulation;
import java.nio.DoubleBuffer;

/** The way from one body's origin to another's, as of the last integrator stage; meters. */
public final class BodyDistance {
  private final DoubleBuffer positions;
  private final int from;
  private final int to;

  /** {@code x_to - x_from}, of the bodies with these indices. */
  public BodyDistance(MujocoSimulation simulation, int to, int from) {
    positions = simulation.bodyPositions();
    this.to = to;
    this.from = from;
  }

  public double along(int axis) {
    return positions.get(3 * to + axis) - positions.get(3 * from + axis);
  }

  public double norm() {
    double x = along(0);
    double y = along(1);
    double z = along(2);
    return Math.sqrt(x * x + y * y + z * z);
  }
}
