package io.papilio.envserver.mujoco;

import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.Reason;
import io.papilio.envserver.mujoco.binding.Canvas;
import io.papilio.envserver.mujoco.binding.Mujoco;
import java.util.HashMap;
import java.util.Map;

/**
 * What is kept on the graphics side: one canvas per model and size, shared by all simulations that
 * have been drawn and are not closed. For the render thread alone.
 */
final class Canvases {
  /** Models are distinguished by identity. */
  record Key(MujocoModel model, int width, int height) {}

  private static final class Shared {
    private final Canvas canvas;
    private int holders;

    private Shared(Canvas canvas) {
      this.canvas = canvas;
    }
  }

  private final Map<Key, Shared> open = new HashMap<>();

  /**
   * A canvas to be released.
   *
   * @throws EnvironmentException RENDERING_UNAVAILABLE when OpenGL cannot provide it
   */
  Canvas acquire(Key key) {
    Shared shared = open.computeIfAbsent(key, Canvases::make);
    shared.holders++;
    return shared.canvas;
  }

  void release(Key key) {
    Shared shared = open.get(key);
    shared.holders--;
    if (shared.holders == 0) {
      open.remove(key);
      Mujoco.deleteCanvas(shared.canvas);
    }
  }

  int size() {
    return open.size();
  }

  private static Shared make(Key key) {
    try {
      return new Shared(Mujoco.makeCanvas(key.model().handle(), key.width(), key.height()));
    } catch (RuntimeException e) {
      throw EnvironmentException.of(
          Reason.RENDERING_UNAVAILABLE,
          "cannot render: " + e.getMessage() + "; try a smaller image or another OpenGL driver",
          e);
    }
  }
}
