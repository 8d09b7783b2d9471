package io.papilio.artifacts.run;

import io.papilio.core.validation.InvalidValueException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;

/**
 * A run directory that this process alone writes to; the lock goes with the process. A directory
 * that was made for a run which then was refused goes with it.
 */
public final class RunLock implements AutoCloseable {
  /** Hidden, and kept beside a run. */
  private static final String NAME = ".lock";

  private final Path directory;
  private final boolean made;
  private final FileChannel channel;

  private RunLock(Path directory, boolean made, FileChannel channel) {
    this.directory = directory;
    this.made = made;
    this.channel = channel;
  }

  /** Makes the directory that the setting {@code directory} names, and locks it. */
  public static RunLock of(Path directory) {
    return of("directory", directory);
  }

  /**
   * Makes a directory and locks it.
   *
   * @param setting that names the directory
   * @throws InvalidValueException when it cannot be written, is of something else, or another run
   *     is in it
   */
  public static RunLock of(String setting, Path directory) {
    try {
      boolean made = Files.notExists(directory);
      Files.createDirectories(directory);
      requireRun(directory);
      Path file = directory.resolve(NAME);
      Object key = key(file);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      // A file that another process has deleted meanwhile locks nothing.
      if (!lock(channel) || !(key == null || key.equals(key(file)))) {
        channel.close();
        throw new InvalidValueException(
            setting, directory + ", where another run is going on", "one run at a time");
      }
      return new RunLock(directory, made, channel);
    } catch (IOException e) {
      throw new InvalidValueException(setting, directory, "a directory that you may write to");
    }
  }

  /** What file it is, whatever its name; null where there is none. */
  private static Object key(Path file) throws IOException {
    return Files.exists(file)
        ? Files.readAttributes(file, BasicFileAttributes.class).fileKey()
        : null;
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException ofThisProcess) {
      return false;
    }
  }

  /** Nothing is left behind in a directory that is no run's. */
  private static void requireRun(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      boolean foreign =
          Files.notExists(directory.resolve("config.json"))
              && entries.anyMatch(entry -> !entry.endsWith(NAME));
      if (foreign) {
        throw new InvalidValueException(
            "run directory",
            directory + " has files but no config.json",
            "a new or an empty directory, or that of a run");
      }
    }
  }

  @Override
  public void close() {
    try (channel) {
      if (made && isOnlyLocked()) {
        Files.delete(directory.resolve(NAME));
        Files.delete(directory);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private boolean isOnlyLocked() throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.allMatch(entry -> entry.endsWith(NAME));
    }
  }
}
