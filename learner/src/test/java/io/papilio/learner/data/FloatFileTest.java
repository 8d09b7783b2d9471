package io.papilio.learner.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FloatFileTest {
  @TempDir Path directory;

  @Test
  void arraysAreThoseThatWereWritten() {
    FloatFile file = new FloatFile(directory);
    file.append(new float[] {1, Float.NaN, -0f});
    file.append(new float[] {});
    file.append(new float[] {4, 5, 6, 7});
    assertEquals(3, file.size());
    assertArrayEquals(new float[] {1, Float.NaN, -0f}, file.get(0));
    float[] part = new float[4];
    file.copy(2, 1, part, 2, 2);
    assertArrayEquals(new float[] {0, 0, 5, 6}, part);
    file.replace(2, new float[] {8, 9, 10, 11});
    file.append(new float[] {12});
    List<float[]> all = new ArrayList<>();
    file.forEach(all::add);
    assertEquals(4, all.size());
    assertArrayEquals(new float[] {8, 9, 10, 11}, all.get(2));
    assertArrayEquals(new float[] {12}, all.get(3));
  }

  /** A killed process leaves nothing. */
  @Test
  void theFileHasNoName() throws IOException {
    FloatFile file = new FloatFile(directory);
    file.append(new float[] {1});
    assertArrayEquals(new float[] {1}, file.get(0));
    try (var files = Files.list(directory)) {
      assertEquals(0, files.count());
    }
  }

  /** Without waiting for the garbage collector to unmap it. */
  @Test
  void aClosedFileHasNoSpaceOnTheDisk() throws IOException {
    FloatFile file = new FloatFile(directory);
    file.append(new float[1000]);
    assertEquals(0, file.get(0)[999]);
    try (FileChannel same = FileChannel.open(descriptor())) {
      assertEquals(4000, same.size());
      file.close();
      assertEquals(0, same.size());
    }
  }

  /** Of the one file of this process in the directory, whose name is removed. */
  private Path descriptor() throws IOException {
    try (var open = Files.list(Path.of("/proc/self/fd"))) {
      for (Path descriptor : open.toList()) {
        if (Files.isSymbolicLink(descriptor)
            && Files.readSymbolicLink(descriptor).startsWith(directory)) {
          return descriptor;
        }
      }
    }
    throw new AssertionError("no file in " + directory);
  }

  @Test
  void aDirectoryThatIsMissingIsNamed() {
    Path missing = directory.resolve("missing");
    var error = assertThrows(UncheckedIOException.class, () -> new FloatFile(missing));
    assertEquals(missing, Path.of(error.getMessage().split(": ", 2)[0]));
  }
}
