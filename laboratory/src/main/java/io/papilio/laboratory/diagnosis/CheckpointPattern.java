package io.papilio.laboratory.diagnosis;

import io.papilio.core.validation.Require;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A pattern of file names such as {@code run/ckpt-*.safetensors}, in the order of training. */
public record CheckpointPattern(String text) {
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");

  /** By the numbers in their names, the first one first, so that 9 comes before 10. */
  private static final Comparator<Path> BY_NUMBERS =
      Comparator.comparing(CheckpointPattern::numbers, CheckpointPattern::compare)
          .thenComparing(Path::toString);

  /**
   * The files, at least two.
   *
   * @throws io.papilio.core.validation.InvalidValueException for fewer
   */
  public List<Path> files() {
    Path pattern = Path.of(text);
    Path directory = pattern.toAbsolutePath().getParent();
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern.getFileName());
    Require.that(Files.isDirectory(directory), "policies", text, "files in a directory");
    try (Stream<Path> entries = Files.list(directory)) {
      List<Path> files =
          entries.filter(file -> matcher.matches(file.getFileName())).sorted(BY_NUMBERS).toList();
      Require.that(files.size() >= 2, "policies", text, "a pattern of at least two files");
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<BigInteger> numbers(Path file) {
    return DIGITS
        .matcher(file.getFileName().toString())
        .results()
        .map(MatchResult::group)
        .map(BigInteger::new)
        .toList();
  }

  private static int compare(List<BigInteger> one, List<BigInteger> other) {
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      int order = one.get(i).compareTo(other.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.size(), other.size());
  }
}
