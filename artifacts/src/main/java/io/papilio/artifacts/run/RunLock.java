package io.papilio.artifacts.run;

import io.papilio.core.validation.InvalidValueException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * Holds a directory for this process; the operating system releases it when the process ends.
 *
 * @param made whether the directory was made for this lock
 */
record RunLock(Path directory, boolean made, FileChannel channel) implements AutoCloseable {
  static final String FILE_NAME = ".lock";

  /**
   * Locks a directory, which is created where it is missing.
   *
   * @throws InvalidValueException when another run holds it
   */
  static RunLock acquire(Path directory) {
    boolean made = Files.notExists(directory);
    try {
      Files.createDirectories(directory);
      FileChannel channel =
          FileChannel.open(
              directory.resolve(FILE_NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!tryLock(channel)) {
        channel.close();
        throw new InvalidValueException(
            "" + directory, "in use by another process", "one process at a time");
      }
      return new RunLock(directory, made, channel);
    } catch (IOException e) {
      throw new UncheckedIOException(directory + ": " + e.getMessage(), e);
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  private boolean isAlone() throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.allMatch(entry -> entry.endsWith(FILE_NAME));
    }
  }

  /** Releases the directory, and deletes it if it was made for this lock and nothing written. */
  @Override
  public void close() {
    try (channel) {
      if (made && Files.isDirectory(directory) && isAlone()) {
        Files.deleteIfExists(directory.resolve(FILE_NAME));
        Files.deleteIfExists(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
