package io.papilio.envserver.locomotion.task;

import io.papilio.core.numpy.NumpySum;
import io.papilio.envserver.mujoco.MujocoSimulation;
import java.nio.DoubleBuffer;

/** The center of mass of everything that moves: {@code sum_b m_b x_b / sum_b m_b}. */
public final class MassCenter {
  private final double[] masses;
  private final double mass;
  private final DoubleBuffer centers;

  public MassCenter(MujocoSimulation simulation) {
    masses = simulation.model().bodyMasses();
    mass = NumpySum.of(masses);
    centers = simulation.bodyCenters();
  }

  /** In meters, of the last integrator stage; 0 is x. */
  public double coordinate(int axis) {
    // One by one, as numpy.einsum adds.
    double moment = 0;
    for (int b = 0; b < masses.length; b++) {
      moment += masses[b] * centers.get(3 * b + axis);
    }
    return moment / mass;
  }
}
