package io.papilio.it.architecture;

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

/** The source files of the checkout that people wrote. */
final class SourceFiles {
  private static final Set<String> NOT_OURS =
      Set.of("target", ".git", "node_modules", ".venv", "runs");

  private static final List<String> ENDINGS = List.of(".java", ".py", ".ts", ".proto");

  private SourceFiles() {}

  /** The number of lines of each file, by its path in the checkout. */
  static Map<Path, Integer> lines() {
    return handWrittenFiles(root());
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
