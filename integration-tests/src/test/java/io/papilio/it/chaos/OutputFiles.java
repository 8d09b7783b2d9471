package io.papilio.it.chaos;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files that a command wrote and that a repetition must write again, byte for byte. */
record OutputFiles(Map<Path, byte[]> contents) {
  /** What holds times: manifests, logs, events of TensorBoard, and the pages made of manifests. */
  private static final String TIMED = "manifest\\.json|report\\.html|.*\\.log|events\\..*|\\.lock";

  /** Of a directory and all below it. */
  static OutputFiles in(Path directory) throws IOException {
    Map<Path, byte[]> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(directory)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        if (!file.getFileName().toString().matches(TIMED)) {
          files.put(directory.relativize(file), Files.readAllBytes(file));
        }
      }
    }
    assertTrue(files.size() > 3, files.keySet()::toString);
    return new OutputFiles(files);
  }

  /**
   * @param when for the message
   */
  void assertSame(OutputFiles actual, String when) {
    assertEquals(contents.keySet(), actual.contents.keySet(), when);
    contents.forEach(
        (name, bytes) -> assertArrayEquals(bytes, actual.contents.get(name), when + ": " + name));
  }

  static void delete(Path directory) throws IOException {
    try (Stream<Path> walk = Files.walk(directory)) {
      for (Path file : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
