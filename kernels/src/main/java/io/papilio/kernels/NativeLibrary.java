package io.papilio.kernels;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Loads a native library of the class path from a file of this process alone. JavaCPP's own cache
 * tells libraries apart by name, size and time, which two builds may share, and would load the
 * other build's.
 */
final class NativeLibrary {
  private NativeLibrary() {}

  /**
   * Loads the library.
   *
   * @param resource beside this class
   */
  static void load(String resource) {
    try (InputStream library = NativeLibrary.class.getResourceAsStream(resource)) {
      if (library == null) {
        throw new UnsatisfiedLinkError(
            "no kernels for "
                + System.getProperty("os.name")
                + " "
                + System.getProperty("os.arch"));
      }
      Path file = Files.createTempFile("papilio-kernels", ".so");
      try {
        Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
        System.load(file.toString());
      } finally {
        // What is loaded stays mapped.
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
