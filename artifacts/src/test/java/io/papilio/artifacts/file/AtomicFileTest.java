package io.papilio.artifacts.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path directory;

  @Test
  void newContentReplacesTheOldAndNothingElseIsLeft() throws IOException {
    Path file = directory.resolve("deep/notes.txt");
    AtomicFile.write(file, "old, and longer");
    AtomicFile.write(file, "new");
    assertEquals("new", Files.readString(file));
    assertEquals(List.of("notes.txt"), names(file.getParent()));
  }

  @Test
  void failedWriteLeavesNothing() throws IOException {
    // A directory with something in it cannot be replaced by a file.
    Path occupied = Files.createDirectories(directory.resolve("occupied/inner")).getParent();
    assertThrows(UncheckedIOException.class, () -> AtomicFile.write(occupied, "text"));
    assertEquals(List.of("occupied"), names(directory));
  }

  @Test
  void leftoversOfKilledWritesAreDeletedAtAnyDepth() throws IOException {
    Files.createDirectories(directory.resolve("data/0"));
    Files.writeString(directory.resolve(".model.safetensors.4711.tmp"), "half");
    Files.writeString(directory.resolve("data/0/.part-0.arrow.12.tmp"), "half");
    Path own = Files.writeString(directory.resolve(".notes.old.tmp"), "kept");
    AtomicFile.deleteLeftovers(directory);
    assertEquals(List.of(".notes.old.tmp", "data"), names(directory));
    assertEquals(List.of(), names(directory.resolve("data/0")));
    assertTrue(Files.exists(own));
  }

  @Test
  void leftoversBelowADepthStay() throws IOException {
    Files.createDirectories(directory.resolve("seed0"));
    Files.writeString(directory.resolve(".summary.csv.4711.tmp"), "half");
    Files.writeString(directory.resolve("seed0/.config.json.12.tmp"), "another process writes");
    AtomicFile.deleteLeftovers(directory, 1);
    AtomicFile.deleteLeftovers(directory.resolve("absent"), 1);
    assertEquals(List.of("seed0"), names(directory));
    assertEquals(List.of(".config.json.12.tmp"), names(directory.resolve("seed0")));
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(entry -> "" + entry.getFileName()).sorted().toList();
    }
  }
}
