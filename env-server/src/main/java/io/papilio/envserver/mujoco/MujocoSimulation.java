package io.papilio.envserver.mujoco;

import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.Reason;
import io.papilio.core.snapshot.Restorable;
import io.papilio.core.snapshot.SnapshotReader;
import io.papilio.core.snapshot.SnapshotWriter;
import io.papilio.core.validation.Require;
import io.papilio.envserver.mujoco.binding.MjData;
import io.papilio.envserver.mujoco.binding.MjModel;
import io.papilio.envserver.mujoco.binding.Mujoco;
import java.nio.DoubleBuffer;
import java.util.function.BiConsumer;
import org.bytedeco.javacpp.DoublePointer;

/**
 * One state of a {@link MujocoModel} that moves through time. Not safe for use by several threads
 * at once.
 *
 * <p>Arrays are views of MuJoCo's memory, made once: reading one allocates nothing and sees every
 * later change. A view must not be used after {@link #close}.
 */
public final class MujocoSimulation implements AutoCloseable, Restorable {
  private final MujocoModel owner;
  private final MjModel model;
  private final MjData data;
  private final DoubleBuffer positions;
  private final DoubleBuffer velocities;
  private final DoubleBuffer controls;
  private final DoubleBuffer bodyPositions;
  private final DoubleBuffer bodyCenters;
  private final DoubleBuffer bodyInertias;
  private final DoubleBuffer bodyVelocities;
  private final DoubleBuffer bodyForces;
  private final DoubleBuffer sitePositions;
  private final DoubleBuffer actuatorForces;
  private final DoubleBuffer constraintForces;
  private final DoubleBuffer tendonLengths;
  private final DoubleBuffer tendonVelocities;
  private boolean closed;

  MujocoSimulation(MujocoModel owner) {
    owner.retain();
    this.owner = owner;
    model = owner.handle();
    try {
      data = Mujoco.makeData(model);
    } catch (RuntimeException e) {
      owner.release();
      throw new MujocoException(e);
    }
    positions = view(data.qpos(), owner.positionSize());
    velocities = view(data.qvel(), owner.velocitySize());
    controls = view(data.ctrl(), owner.controlSize());
    bodyPositions = view(data.xpos(), 3 * owner.bodyCount());
    bodyCenters = view(data.xipos(), 3 * owner.bodyCount());
    bodyInertias = view(data.cinert(), 10 * owner.bodyCount());
    bodyVelocities = view(data.cvel(), 6 * owner.bodyCount());
    bodyForces = view(data.cfrc_ext(), 6 * owner.bodyCount());
    sitePositions = view(data.site_xpos(), 3 * owner.siteCount());
    actuatorForces = view(data.qfrc_actuator(), owner.velocitySize());
    constraintForces = view(data.qfrc_constraint(), owner.velocitySize());
    tendonLengths = view(data.ten_length(), owner.tendonCount());
    tendonVelocities = view(data.ten_velocity(), owner.tendonCount());
  }

  public MujocoModel model() {
    return owner;
  }

  /** Generalized coordinates, {@code qpos}. Shape: [nq]. */
  public DoubleBuffer positions() {
    checkOpen();
    return positions;
  }

  /** Generalized velocities, {@code qvel}. Shape: [nv]. */
  public DoubleBuffer velocities() {
    checkOpen();
    return velocities;
  }

  /** Controls, {@code ctrl}: what the next steps apply, clamped only inside. Shape: [nu]. */
  public DoubleBuffer controls() {
    checkOpen();
    return controls;
  }

  /** Origins of the bodies in the world, {@code xpos}. Shape: [nbody * 3]. */
  public DoubleBuffer bodyPositions() {
    checkOpen();
    return bodyPositions;
  }

  /** Centers of mass of the bodies in the world, {@code xipos}. Shape: [nbody * 3]. */
  public DoubleBuffer bodyCenters() {
    checkOpen();
    return bodyCenters;
  }

  /** Inertia and mass of each body about its tree's center, {@code cinert}. Shape: [nbody * 10]. */
  public DoubleBuffer bodyInertias() {
    checkOpen();
    return bodyInertias;
  }

  /** Angular and linear velocity of each body, {@code cvel}. Shape: [nbody * 6]. */
  public DoubleBuffer bodyVelocities() {
    checkOpen();
    return bodyVelocities;
  }

  /**
   * Torque and force on each body from outside, {@code cfrc_ext}, as {@link #rnePostConstraint}
   * left them. Shape: [nbody * 6].
   */
  public DoubleBuffer bodyForces() {
    checkOpen();
    return bodyForces;
  }

  /** Sites in the world, {@code site_xpos}. Shape: [nsite * 3]. */
  public DoubleBuffer sitePositions() {
    checkOpen();
    return sitePositions;
  }

  /** Generalized forces of the actuators, {@code qfrc_actuator}. Shape: [nv]. */
  public DoubleBuffer actuatorForces() {
    checkOpen();
    return actuatorForces;
  }

  /** Generalized forces of the constraints, {@code qfrc_constraint}. Shape: [nv]. */
  public DoubleBuffer constraintForces() {
    checkOpen();
    return constraintForces;
  }

  /** Lengths of the tendons, {@code ten_length}. Shape: [ntendon]. */
  public DoubleBuffer tendonLengths() {
    checkOpen();
    return tendonLengths;
  }

  /** Velocities of the tendons, {@code ten_velocity}. Shape: [ntendon]. */
  public DoubleBuffer tendonVelocities() {
    checkOpen();
    return tendonVelocities;
  }

  /** Returns to the initial state of the model; derived quantities wait for {@link #forward}. */
  public void reset() {
    run(Mujoco::resetData);
  }

  /**
   * Replaces positions and velocities and derives everything else from them.
   *
   * @param newPositions shape: [nq]
   * @param newVelocities shape: [nv]
   */
  public void setState(double[] newPositions, double[] newVelocities) {
    checkOpen();
    checkSize("positions", newPositions.length, positions.capacity());
    checkSize("velocities", newVelocities.length, velocities.capacity());
    positions.put(0, newPositions);
    velocities.put(0, newVelocities);
    forward();
  }

  /** Derives accelerations, body positions and so on from the state, without moving in time. */
  public void forward() {
    run(Mujoco::forward);
  }

  /**
   * Moves {@code n} time steps on.
   *
   * @throws EnvironmentException PHYSICS_DIVERGED when the state became NaN, infinite or larger
   *     than MuJoCo allows, SIMULATION_FAILED when MuJoCo itself failed; only {@link #reset} helps
   *     then
   */
  public void step(int n) {
    checkOpen();
    int result;
    try {
      result = Mujoco.step(model, data, n);
    } catch (RuntimeException e) {
      throw failed(e);
    }
    if (result != Mujoco.STEP_DONE) {
      throw diverged(result == Mujoco.STEP_WARNED ? Mujoco.lastMessage().getString() : "");
    }
  }

  /** Derives the forces of the last step's contacts on the bodies. */
  public void rnePostConstraint() {
    run(Mujoco::rnePostConstraint);
  }

  /**
   * Writes the full state of integration with its warm start, and the derived quantities, which are
   * those of the last integrator stage and cannot be derived from the state again.
   *
   * @throws EnvironmentException UNSUPPORTED for a model with state that MuJoCo does not expose:
   *     delays, flexes, plug-ins, sleep
   */
  @Override
  public void save(SnapshotWriter out) {
    double[] state = new double[stateSize()];
    run((m, d) -> Mujoco.getState(m, d, state));
    out.numbers(state);
  }

  @Override
  public void load(SnapshotReader in) {
    double[] state = in.numbers(stateSize());
    run((m, d) -> Mujoco.setState(m, d, state));
  }

  /** Bytes of the state and of everything derived from it, without the model's arena. */
  public long stateBytes() {
    checkOpen();
    return data.nbuffer();
  }

  /** Frees its memory, and the model's if that was closed before; closing twice is harmless. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      Mujoco.deleteData(data);
      owner.release();
    }
  }

  MjData handle() {
    checkOpen();
    return data;
  }

  /** The warning is empty when the state was lost at an earlier step, or has only just gone. */
  private static EnvironmentException diverged(String warning) {
    String what = warning.isEmpty() ? "NaN or infinity" : warning.replaceFirst("\\.$", "");
    return EnvironmentException.of(
        Reason.PHYSICS_DIVERGED, "physics diverged: " + what + "; call reset");
  }

  private static EnvironmentException failed(RuntimeException fromBinding) {
    MujocoException why = new MujocoException(fromBinding);
    return EnvironmentException.of(
        Reason.SIMULATION_FAILED, "simulation failed: " + why.getMessage() + "; call reset", why);
  }

  private int stateSize() {
    int size = Mujoco.stateSize(model);
    if (size < 0) {
      throw EnvironmentException.of(
          Reason.UNSUPPORTED,
          "a model with delays, flexes, plug-ins or sleep does not support snapshots");
    }
    return size;
  }

  private void run(BiConsumer<MjModel, MjData> function) {
    checkOpen();
    try {
      function.accept(model, data);
    } catch (RuntimeException e) {
      throw failed(e);
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("simulation: closed (expected: open)");
    }
  }

  private static void checkSize(String name, int actual, int expected) {
    Require.that(actual == expected, name, "size " + actual, Integer.toString(expected));
  }

  private static DoubleBuffer view(DoublePointer pointer, int size) {
    // What a model has none of may be no memory at all.
    return size == 0 ? DoubleBuffer.allocate(0) : pointer.capacity(size).asBuffer();
  }
}
