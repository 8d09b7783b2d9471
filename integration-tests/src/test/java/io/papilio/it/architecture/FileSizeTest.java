package io.papilio.it.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Small files are easy to change: median at most 80 lines, 90th percentile 220, none above 400. */
class FileSizeTest {
  private static final Set<String> NOT_OURS =
      Set.of("target", ".git", "node_modules", ".venv", "runs");

  private static final List<String> ENDINGS = List.of(".java", ".py", ".ts", ".proto");

  private final Map<Path, Integer> lines = handWrittenFiles(root());

  @Test
  void noFileIsAbove400Lines() {
    Map<Path, Integer> long400 = new TreeMap<>(lines);
    long400.values().removeIf(n -> n <= 400);
    assertEquals(Map.of(), long400);
  }

  @Test
  void medianAndNinetiethPercentileStayInTheBudget() {
    List<Integer> sorted = lines.values().stream().sorted().toList();
    int median = sorted.get(sorted.size() / 2);
    int p90 = sorted.get(sorted.size() * 9 / 10);
    assertTrue(median <= 80, "median: " + median + " lines (expected: <= 80)");
    assertTrue(p90 <= 220, "90th percentile: " + p90 + " lines (expected: <= 220)");
  }

  private static Path root() {
    Path path = Path.of("").toAbsolutePath();
    while (!Files.exists(path.resolve("papilio"))) {
      path = path.getParent();
    }
    return path;
  }

  private static Map<Path, Integer> handWrittenFiles(Path root) {
    Map<Path, Integer> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file :
          (Iterable<Path>) files.filter(file -> isHandWritten(root.relativize(file)))::iterator) {
        found.put(root.relativize(file), Files.readAllLines(file).size());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static boolean isHandWritten(Path file) {
    return ENDINGS.stream().anyMatch(file.toString()::endsWith)
        && StreamSupport.stream(file.spliterator(), false)
            .noneMatch(part -> NOT_OURS.contains(part.toString()));
  }
}
