package io.papilio.it.fuzz;

import com.sun.management.ThreadMXBean;
import io.papilio.core.env.EnvironmentException;
import io.papilio.core.validation.InvalidValueException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;

/** What every fuzz target asserts of the reader that it calls. */
final class Fuzzed {
  /** Heap that reading an input of a few kilobytes may allocate. */
  private static final long MOST_BYTES = 16L << 20;

  private static final long HOOKS = 4;

  /** Processor time of the thread that reads: not the wall's, so that a busy machine passes. */
  private static final long MOST_NANOS = 10_000_000_000L;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Of Linux: files here cost no disk. */
  private static final Path MEMORY = Path.of("/dev/shm");

  private static final Path DIRECTORY = directory();

  private Fuzzed() {}

  /**
   * Runs a reader, which either accepts its input or rejects it by one of the two documented
   * exceptions, allocates little, and ends soon. It may be run twice.
   */
  static void read(Runnable reader) {
    read(MOST_BYTES, reader);
  }

  /**
   * Same as {@link #read(Runnable)} with another bound.
   *
   * @param mostBytes that this thread may allocate on the heap
   */
  static void read(long mostBytes, Runnable reader) {
    // While Jazzer fuzzes, its hooks allocate on this thread too, many times what a reader of text
    // does; what is then found is replayed without them.
    long bound = "1".equals(System.getenv("JAZZER_FUZZ")) ? HOOKS * mostBytes : mostBytes;
    Cost cost = Cost.of(reader);
    // The first time, classes are loaded too.
    if (cost.exceeds(bound)) {
      cost = Cost.of(reader);
    }
    if (cost.exceeds(bound)) {
      throw new AssertionError(
          cost + " (expected: <= " + bound + " bytes, <= " + MOST_NANOS + " ns)");
    }
  }

  private record Cost(long bytes, long nanos) {
    static Cost of(Runnable reader) {
      long bytes = THREADS.getCurrentThreadAllocatedBytes();
      long nanos = THREADS.getCurrentThreadCpuTime();
      try {
        reader.run();
      } catch (InvalidValueException | EnvironmentException rejected) {
        // As documented.
      }
      return new Cost(
          THREADS.getCurrentThreadAllocatedBytes() - bytes,
          THREADS.getCurrentThreadCpuTime() - nanos);
    }

    boolean exceeds(long mostBytes) {
      return bytes > mostBytes || nanos > MOST_NANOS;
    }
  }

  /** A file of this process with the input as its content; directories are created. */
  static Path file(String name, byte[] content) {
    Path file = DIRECTORY.resolve(name);
    try {
      try {
        return Files.write(file, content);
      } catch (NoSuchFileException missing) {
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Same as {@link #file}, for a file that no input changes. */
  static void fileOnce(String name, byte[] content) {
    if (Files.notExists(DIRECTORY.resolve(name))) {
      file(name, content);
    }
  }

  /** The content of a file. */
  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private static Path directory() {
    try {
      Path directory =
          Files.isWritable(MEMORY)
              ? Files.createTempDirectory(MEMORY, "papilio-fuzz")
              : Files.createTempDirectory("papilio-fuzz");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) {
    try (var files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
