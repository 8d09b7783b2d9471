package io.papilio.artifacts.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Replaces a file in one step: a reader sees the old content or the new, never a part. */
public final class AtomicFile {
  private static final Pattern LEFTOVER = Pattern.compile("\\..+\\.\\d+\\.tmp");

  private AtomicFile() {}

  /** Writes UTF-8. */
  public static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes one piece. */
  public static void write(Path file, byte[] bytes) {
    write(file, List.of(ByteBuffer.wrap(bytes)));
  }

  /**
   * Writes the pieces one after the other to a temporary file beside {@code file} and renames it.
   * When this returns, the new content survives a loss of power. Missing directories are created.
   *
   * @throws UncheckedIOException when writing fails; the old content stays
   */
  public static void write(Path file, List<ByteBuffer> pieces) {
    Path directory = file.toAbsolutePath().getParent();
    try {
      createDirectories(directory);
      // Not Files.createTempFile: its files are readable by their owner alone.
      Path temporary =
          directory.resolve(
              "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
      try {
        writeAndForce(temporary, pieces);
        Files.move(
            temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
      forceDirectory(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }

  /** Whether a file is the temporary file of a write, finished by nobody if its process died. */
  public static boolean isLeftover(Path file) {
    return LEFTOVER.matcher(file.getFileName().toString()).matches();
  }

  /**
   * Deletes the temporary files that killed processes left in a directory and below it. No other
   * process may be writing there.
   */
  public static void deleteLeftovers(Path directory) {
    deleteLeftovers(directory, Integer.MAX_VALUE);
  }

  /**
   * Same as {@link #deleteLeftovers(Path)} down to a depth; where there is no directory, nothing
   * happens.
   *
   * @param depth 1 for the directory alone
   */
  public static void deleteLeftovers(Path directory, int depth) {
    if (Files.notExists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory, depth)) {
      for (Path file : files.filter(AtomicFile::isLeftover).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(directory + ": " + e.getMessage(), e);
    }
  }

  /**
   * Creates a directory and those above it that are missing. When this returns, they survive a loss
   * of power.
   */
  public static void createDirectories(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Path parent = directory.toAbsolutePath().getParent();
      createDirectories(parent);
      Files.createDirectories(directory);
      forceDirectory(parent);
    }
  }

  private static void writeAndForce(Path file, List<ByteBuffer> pieces) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      for (ByteBuffer piece : pieces) {
        ByteBuffer rest = piece.duplicate();
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
      }
      channel.force(true);
    }
  }

  /** A rename is on the disk once the directory is. */
  private static void forceDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory)) {
      channel.force(true);
    }
  }
}
