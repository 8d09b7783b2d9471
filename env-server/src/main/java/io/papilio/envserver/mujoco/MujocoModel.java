package io.papilio.envserver.mujoco;

import io.papilio.core.validation.InvalidValueException;
import io.papilio.envserver.mujoco.binding.MjModel;
import io.papilio.envserver.mujoco.binding.Mujoco;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.BytePointer;

/**
 * A compiled MJCF model: read-only, shared by any number of simulations and threads. Its memory is
 * freed when it and the last simulation of it are closed.
 */
public final class MujocoModel implements AutoCloseable {
  private final MjModel handle;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** This object while it is open, and every open simulation. */
  private final AtomicInteger holders = new AtomicInteger(1);

  private final int positionSize;
  private final int velocitySize;
  private final int controlSize;
  private final double timestep;
  private final List<ControlRange> controlRanges;

  private MujocoModel(MjModel handle) {
    this.handle = handle;
    positionSize = Math.toIntExact(handle.nq());
    velocitySize = Math.toIntExact(handle.nv());
    controlSize = Math.toIntExact(handle.nu());
    timestep = handle.opt().timestep();
    controlRanges =
        IntStream.range(0, controlSize).mapToObj(i -> ControlRange.of(handle, i)).toList();
  }

  /**
   * Compiles MJCF text.
   *
   * @throws MujocoException with MuJoCo's message when the text is no valid model
   */
  public static MujocoModel compile(String mjcf) {
    NativeLibrary.load();
    try {
      return new MujocoModel(Mujoco.compile(mjcf));
    } catch (RuntimeException e) {
      throw new MujocoException(e);
    }
  }

  /** The library's version, for example {@code 3.14.0}. */
  public static String libraryVersion() {
    NativeLibrary.load();
    return Mujoco.version().getString();
  }

  /** A new simulation of this model in its initial state. */
  public MujocoSimulation simulate() {
    return new MujocoSimulation(this);
  }

  /** Number of generalized coordinates, nq. */
  public int positionSize() {
    return positionSize;
  }

  /** Number of degrees of freedom, nv. */
  public int velocitySize() {
    return velocitySize;
  }

  /** Number of controls, nu. */
  public int controlSize() {
    return controlSize;
  }

  /** Number of bodies with the world, nbody. */
  public int bodyCount() {
    return Math.toIntExact(handle.nbody());
  }

  /** Number of sites, nsite. */
  public int siteCount() {
    return Math.toIntExact(handle.nsite());
  }

  /** Number of tendons, ntendon. */
  public int tendonCount() {
    return Math.toIntExact(handle.ntendon());
  }

  /** Mass of each body, kg; a copy. Shape: [nbody]. */
  public double[] bodyMasses() {
    double[] masses = new double[bodyCount()];
    handle.body_mass().get(masses);
    return masses;
  }

  /**
   * The index of a body.
   *
   * @throws InvalidValueException when no body has this name
   */
  public int body(String name) {
    for (int i = 0; i < bodyCount(); i++) {
      BytePointer known = Mujoco.idToName(handle, Mujoco.mjOBJ_BODY, i);
      if (known != null && known.getString().equals(name)) {
        return i;
      }
    }
    throw new InvalidValueException("body", name, "the name of a body of the model");
  }

  /** Bytes that each simulation has for contacts, constraints and intermediate results, narena. */
  public long arenaBytes() {
    return handle.narena();
  }

  /** Number of cameras, ncam. */
  public int cameraCount() {
    return Math.toIntExact(handle.ncam());
  }

  /** The index of a camera, or empty when no camera has this name. */
  public OptionalInt camera(String name) {
    int index = Mujoco.nameToId(handle, Mujoco.mjOBJ_CAMERA, name);
    return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /** Seconds of simulated time per step. */
  public double timestep() {
    return timestep;
  }

  /** The range of each control. Shape: [nu]. */
  public List<ControlRange> controlRanges() {
    return controlRanges;
  }

  /**
   * The range that MuJoCo clamps a control to.
   *
   * @param low -infinity when the control has no range
   * @param high infinity when the control has no range
   */
  public record ControlRange(double low, double high) {
    private static ControlRange of(MjModel model, int i) {
      return model.actuator_ctrllimited().get(i)
          ? new ControlRange(
              model.actuator_ctrlrange().get(2L * i), model.actuator_ctrlrange().get(2L * i + 1))
          : new ControlRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      release();
    }
  }

  MjModel handle() {
    return handle;
  }

  /** Keeps the memory until {@link #release}. */
  void retain() {
    if (closed.get() || holders.getAndUpdate(n -> n == 0 ? 0 : n + 1) == 0) {
      throw new IllegalStateException("model: closed (expected: open)");
    }
  }

  void release() {
    if (holders.decrementAndGet() == 0) {
      Mujoco.deleteModel(handle);
    }
  }
}
