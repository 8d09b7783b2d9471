package io.papilio.artifacts.run;

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
   * Writes the pieces one after the other to a neighbour, forces it to the disk, then renames it
   * over {@code file}; missing directories are made.
   *
   * @throws UncheckedIOException when the disk refuses; the old content stays
   */
  public static void write(Path file, List<ByteBuffer> pieces) {
    Path directory = file.toAbsolutePath().getParent();
    try {
      Files.createDirectories(directory);
      // No Files.createTempFile: it makes files that only their owner can read.
      Path neighbour =
          directory.resolve("." + file.getFileName() + "." + ProcessHandle.current().pid());
      try {
        try (FileChannel channel =
            FileChannel.open(
                neighbour,
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
        Files.move(
            neighbour, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(neighbour);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Deletes what killed processes have left of their writes to a file. Nobody else may be writing
   * it.
   */
  public static void deleteLeftovers(Path file) {
    Path directory = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(directory)) {
      return;
    }
    Pattern leftover = Pattern.compile("\\." + Pattern.quote("" + file.getFileName()) + "\\.\\d+");
    try (Stream<Path> entries = Files.list(directory)) {
      for (Path entry : entries.toList()) {
        if (leftover.matcher("" + entry.getFileName()).matches()) {
          Files.deleteIfExists(entry);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }
}
