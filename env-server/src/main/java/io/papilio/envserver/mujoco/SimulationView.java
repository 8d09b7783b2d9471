package io.papilio.envserver.mujoco;

import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.Frame;
import io.papilio.core.env.Reason;
import io.papilio.core.env.RenderMode;
import io.papilio.core.space.DType;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.Require;
import io.papilio.envserver.mujoco.ViewConfig.FreeCamera;
import io.papilio.envserver.mujoco.binding.Canvas;
import io.papilio.envserver.mujoco.binding.Mujoco;
import io.papilio.envserver.mujoco.binding.View;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Draws a simulation with MuJoCo's own renderer, which changes nothing in it. Not safe for use by
 * several threads at once; close it before the simulation.
 *
 * <p>Source: {@code gymnasium.envs.mujoco.mujoco_rendering.OffScreenViewer}, Gymnasium 1.3.
 */
public final class SimulationView implements AutoCloseable {
  private final MujocoSimulation simulation;
  private final ViewConfig config;
  private final RenderThread thread;
  private final View view;
  private final Canvases.Key key;
  private final Canvas canvas;
  private boolean closed;

  /**
   * A view of a simulation; where its free camera looks follows from the current state.
   *
   * @throws EnvironmentException RENDERING_UNAVAILABLE when this machine cannot render
   */
  public SimulationView(MujocoSimulation simulation, ViewConfig config) {
    this(simulation, config, RenderThread.shared());
  }

  SimulationView(MujocoSimulation simulation, ViewConfig config, RenderThread thread) {
    this.simulation = simulation;
    this.config = config;
    this.thread = thread;
    key = new Canvases.Key(simulation.model(), config.width(), config.height());
    view = Mujoco.makeView(simulation.model().handle(), simulation.handle(), config.maxGeoms());
    try {
      canvas = thread.call(() -> thread.canvases().acquire(key));
    } catch (RuntimeException e) {
      Mujoco.deleteView(view);
      throw e;
    }
    aim();
  }

  /**
   * Checks what depends on the model.
   *
   * @throws io.papilio.core.validation.InvalidValueException for a camera that the model has not
   */
  public static void check(ViewConfig config, MujocoModel model) {
    int cameras = model.cameraCount();
    Require.that(
        config.camera() >= ViewConfig.FREE_CAMERA && config.camera() < cameras,
        "camera_id",
        config.camera(),
        "-1 for the free camera, or less than " + cameras);
  }

  /** How many visual flags there are. */
  public static int visualFlagCount() {
    NativeLibrary.load();
    return Mujoco.visualFlags();
  }

  /**
   * The current state.
   *
   * @throws EnvironmentException RENDERING_UNAVAILABLE when MuJoCo fails to draw the model, for
   *     example for lack of memory that the model allows it; the simulation continues
   */
  public Frame render(RenderMode mode) {
    if (closed) {
      throw new IllegalStateException("view: closed (expected: open)");
    }
    int pixels = config.width() * config.height();
    return switch (mode) {
      case RGB_ARRAY -> {
        byte[] rgb = new byte[3 * pixels];
        draw(rgb, null);
        List<Integer> shape = List.of(config.height(), config.width(), 3);
        yield new Frame(Tensor.wrap(DType.UINT8, shape, ByteBuffer.wrap(rgb)));
      }
      case DEPTH_ARRAY -> {
        float[] depth = new float[pixels];
        draw(null, depth);
        yield new Frame(Tensor.float32(depth, config.height(), config.width()));
      }
    };
  }

  /** Frees what it holds; closing twice is harmless. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      Mujoco.deleteView(view);
      thread.call(
          () -> {
            thread.canvases().release(key);
            return null;
          });
    }
  }

  private void draw(byte[] rgb, float[] depth) {
    thread.call(
        () -> {
          try {
            Mujoco.draw(simulation.model().handle(), simulation.handle(), view, canvas, rgb, depth);
          } catch (RuntimeException e) {
            MujocoException why = new MujocoException(e);
            throw EnvironmentException.of(
                Reason.RENDERING_UNAVAILABLE, "cannot render this model: " + why.getMessage(), why);
          }
          return null;
        });
  }

  private void aim() {
    FreeCamera free = config.freeCamera();
    if (!free.lookat().isEmpty()) {
      Mujoco.lookAt(view, free.lookat().get(0), free.lookat().get(1), free.lookat().get(2));
    }
    free.distance().ifPresent(distance -> Mujoco.setDistance(view, distance));
    Mujoco.setAzimuth(view, free.azimuth());
    Mujoco.setElevation(view, free.elevation());
    Mujoco.setOrthographic(view, free.orthographic());
    if (config.camera() != ViewConfig.FREE_CAMERA) {
      Mujoco.setFixedCamera(view, config.camera());
    }
    config.visualFlags().forEach((flag, on) -> Mujoco.setVisualFlag(view, flag, on));
  }
}
