package io.papilio.envserver.mujoco;

import io.papilio.envserver.mujoco.binding.Mujoco;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.util.Arrays;
import org.bytedeco.javacpp.Loader;

/** The two native libraries that the build packs beside the binding's classes. */
final class NativeLibrary {
  private static boolean loaded;

  private NativeLibrary() {}

  /**
   * Loads them, once.
   *
   * @throws MujocoException when there are none for this platform
   */
  static synchronized void load() {
    if (loaded) {
      return;
    }
    String platform = Loader.getPlatform();
    URL jni = Mujoco.class.getResource(platform + "/libjniMujoco.so");
    if (jni == null) {
      throw new MujocoException("platform: " + platform + " (expected: linux-x86_64)");
    }
    try {
      refreshCache(jni);
      Loader.load(Mujoco.class);
      loaded = true;
    } catch (IOException | LinkageError e) {
      throw new MujocoException("mujoco: its library does not load: " + e.getMessage(), e);
    }
  }

  /**
   * Drops an outdated copy. JavaCPP unpacks libraries of a jar once and knows copies by their size
   * and date; in our jars every file has the same date, and two builds often the same size.
   */
  private static void refreshCache(URL library) throws IOException {
    if (!library.getProtocol().equals("jar")) {
      return;
    }
    File copy = Loader.cacheResource(library);
    try (InputStream original = library.openStream()) {
      if (!Arrays.equals(original.readAllBytes(), Files.readAllBytes(copy.toPath()))) {
        Files.delete(copy.toPath());
      }
    }
  }
}
