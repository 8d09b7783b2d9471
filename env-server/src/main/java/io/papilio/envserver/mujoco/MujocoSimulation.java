package io.papilio.envserver.mujoco;

import io.papilio.core.env.PhysicsDivergedException;
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
public final class MujocoSimulation implements AutoCloseable {
  private final MujocoModel owner;
  private final MjModel model;
  private final MjData data;
  private final DoubleBuffer positions;
  private final DoubleBuffer velocities;
  private final DoubleBuffer controls;
  private final DoubleBuffer bodyPositions;
  private final DoubleBuffer bodyForces;
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
    bodyForces = view(data.cfrc_ext(), 6 * owner.bodyCount());
  }

  public MujocoModel model() {
    return owner;
  }

  /** Generalised coordinates, {@code qpos}. Shape: [nq]. */
  public DoubleBuffer positions() {
    checkOpen();
    return positions;
  }

  /** Generalised velocities, {@code qvel}. Shape: [nv]. */
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

  /**
   * Torque and force on each body from outside, {@code cfrc_ext}, as {@link #rnePostConstraint}
   * left them. Shape: [nbody * 6].
   */
  public DoubleBuffer bodyForces() {
    checkOpen();
    return bodyForces;
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
   * @throws PhysicsDivergedException when the state became NaN, infinite or larger than MuJoCo
   *     allows; only {@link #reset} helps then
   * @throws MujocoException when MuJoCo itself failed
   */
  public void step(int n) {
    checkOpen();
    int result;
    try {
      result = Mujoco.step(model, data, n);
    } catch (RuntimeException e) {
      throw new MujocoException(e);
    }
    if (result != Mujoco.STEP_DONE) {
      throw diverged(result == Mujoco.STEP_WARNED ? Mujoco.lastMessage().getString() : "");
    }
  }

  /** Derives the forces of the last step's contacts on the bodies. */
  public void rnePostConstraint() {
    run(Mujoco::rnePostConstraint);
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

  /** The warning is empty when the state was lost at an earlier step, or has only just gone. */
  private static PhysicsDivergedException diverged(String warning) {
    String what = warning.isEmpty() ? "NaN or infinity" : warning.replaceFirst("\\.$", "");
    return new PhysicsDivergedException("physics: " + what + "; call reset");
  }

  private void run(BiConsumer<MjModel, MjData> function) {
    checkOpen();
    try {
      function.accept(model, data);
    } catch (RuntimeException e) {
      throw new MujocoException(e);
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
    return pointer.capacity(size).asBuffer();
  }
}
