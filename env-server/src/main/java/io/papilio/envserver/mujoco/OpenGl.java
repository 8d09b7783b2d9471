package io.papilio.envserver.mujoco;

import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.Reason;
import io.papilio.core.validation.Require;
import io.papilio.envserver.mujoco.binding.GlContext;
import io.papilio.envserver.mujoco.binding.Mujoco;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The ways to an OpenGL context without a window, in the order in which they are tried. */
final class OpenGl {
  private static final String INSTALL =
      "Debian: apt-get install libegl1 libgl1-mesa-dri, or libosmesa6";

  /** Any of the devices. */
  private static final String ANY_DEVICE = "-1";

  private record Way(String name, Supplier<GlContext> opening) {}

  private final List<Way> ways = new ArrayList<>();

  /**
   * The ways that the variables of MuJoCo's own bindings leave: {@code MUJOCO_GL} is {@code egl} or
   * {@code osmesa}, absent or anything else for both; {@code MUJOCO_EGL_DEVICE_ID} is a number.
   *
   * @param variables of the process
   */
  static OpenGl of(Map<String, String> variables) {
    String wanted = variables.getOrDefault("MUJOCO_GL", "");
    OpenGl openGl = new OpenGl();
    if (!wanted.equals("osmesa")) {
      String device = variables.getOrDefault("MUJOCO_EGL_DEVICE_ID", ANY_DEVICE);
      openGl.orEgl("libEGL.so.1", device);
    }
    return wanted.equals("egl") ? openGl : openGl.orOsMesa("libOSMesa.so.8");
  }

  OpenGl orEgl(String library, String device) {
    ways.add(
        new Way(
            "EGL",
            () -> {
              Require.that(
                  device.matches("-1|\\d{1,3}"), "MUJOCO_EGL_DEVICE_ID", device, "a number");
              return Mujoco.openEgl(library, Integer.parseInt(device));
            }));
    return this;
  }

  OpenGl orOsMesa(String library) {
    ways.add(new Way("OSMesa", () -> Mujoco.openOsMesa(library)));
    return this;
  }

  /**
   * A context, current on this thread.
   *
   * @throws EnvironmentException RENDERING_UNAVAILABLE when there is none on this machine
   */
  GlContext open() {
    NativeLibrary.load();
    List<String> reasons = new ArrayList<>();
    for (Way way : ways) {
      try {
        return way.opening().get();
      } catch (RuntimeException e) {
        reasons.add(way.name() + ": " + e.getMessage());
      }
    }
    throw EnvironmentException.of(
        Reason.RENDERING_UNAVAILABLE,
        "cannot render without EGL or OSMesa (" + INSTALL + "): " + String.join("; ", reasons));
  }
}
