package io.papilio.envserver.mujoco;

import static io.papilio.core.env.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.env.Reason;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenGlTest {
  @Test
  void machineWithoutOpenGlIsToldWhatToInstall() {
    OpenGl nowhere = new OpenGl().orEgl("libNoEGL.so.1", "-1").orOsMesa("libNoOSMesa.so.8");
    RenderThread thread = new RenderThread(nowhere);
    for (int again = 0; again < 2; again++) {
      String message =
          assertFails(Reason.RENDERING_UNAVAILABLE, () -> thread.call(() -> 1)).getMessage();
      assertEquals(
          "cannot render without EGL or OSMesa (Debian: apt-get install libegl1 libgl1-mesa-dri, or"
              + " libosmesa6): EGL: libNoEGL.so.1: cannot open shared object file: No such file or"
              + " directory; OSMesa: libNoOSMesa.so.8: cannot open shared object file: No such file"
              + " or directory",
          message);
    }
  }

  @Test
  void libraryThatIsNotOpenGlIsPassedOver() {
    // Of the C library, which is always there.
    RenderThread thread = new RenderThread(new OpenGl().orEgl("libc.so.6", "-1"));
    String message =
        assertFails(Reason.RENDERING_UNAVAILABLE, () -> thread.call(() -> 1)).getMessage();
    assertTrue(message.contains("undefined symbol: egl"), message);
  }

  @Test
  void deviceThatIsNoNumberIsRejected() {
    RenderThread thread =
        new RenderThread(OpenGl.of(Map.of("MUJOCO_GL", "egl", "MUJOCO_EGL_DEVICE_ID", "GPU")));
    String message =
        assertFails(Reason.RENDERING_UNAVAILABLE, () -> thread.call(() -> 1)).getMessage();
    assertTrue(message.contains("MUJOCO_EGL_DEVICE_ID: GPU"), message);
  }
}
