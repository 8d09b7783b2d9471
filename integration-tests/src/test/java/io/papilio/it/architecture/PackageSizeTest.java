package io.papilio.it.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A package is a room that one can hold in one's head: about 20 files. */
class PackageSizeTest {
  private static final int MOST_FILES = 20;

  /** Sealed types and their kinds must share a package: Space has ten of them, Element six. */
  private static final Set<String> EXEMPT = Set.of("core/src/main/java/io/papilio/core/space");

  @Test
  void noPackageHasMoreFiles() {
    Map<String, Integer> files = new TreeMap<>();
    SourceFiles.lines()
        .keySet()
        .forEach(
            file -> {
              String folder = String.valueOf(file.getParent());
              if (folder.contains("src/main/java") && !file.endsWith("package-info.java")) {
                files.merge(folder, 1, Integer::sum);
              }
            });
    files.keySet().removeAll(EXEMPT);
    files.values().removeIf(count -> count <= MOST_FILES);
    assertEquals(Map.of(), files);
  }
}
