package io.papilio.artifacts.minari;

import io.papilio.artifacts.file.AtomicFile;
import io.papilio.artifacts.file.TextFile;
import io.papilio.core.provenance.Digest;
import io.papilio.core.validation.InvalidValueException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The SHA-256 of every file under a data set's {@code data} directory, in the format of {@code
 * sha256sum}.
 *
 * @param digests by path relative to the data set's directory, with slashes
 */
record FileDigests(SortedMap<String, Digest> digests) {
  static final String FILE_NAME = "SHA256SUMS";

  FileDigests {
    digests = Collections.unmodifiableSortedMap(new TreeMap<>(digests));
  }

  /** Digests all files but hidden ones. */
  static FileDigests of(Path directory, Path data) {
    SortedMap<String, Digest> digests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(data)) {
      files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .forEach(file -> digests.put(name(directory, file), Digest.ofFile(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(directory + ": " + e.getMessage(), e);
    }
    return new FileDigests(digests);
  }

  /** The digest of what a file should hold. */
  static FileDigests of(Path directory, Path file, byte[] content) {
    return new FileDigests(new TreeMap<>(Map.of(name(directory, file), Digest.of(content))));
  }

  static FileDigests read(Path file) {
    SortedMap<String, Digest> digests = new TreeMap<>();
    for (String line : TextFile.read(file).lines().toList()) {
      String[] parts = line.split("  ", 2);
      if (parts.length != 2) {
        throw new InvalidValueException("" + file, line, "a digest, two spaces, a path");
      }
      digests.put(parts[1], new Digest(parts[0]));
    }
    return new FileDigests(digests);
  }

  void write(Path file) {
    AtomicFile.write(file, text());
  }

  /** The digest of all. */
  Digest digest() {
    return Digest.of(text().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Rejects files other than these, naming the first that is missing, new or changed.
   *
   * @param found the actual files
   */
  void verify(Path directory, FileDigests found) {
    List<Map.Entry<String, Digest>> all =
        Stream.concat(digests.entrySet().stream(), found.digests.entrySet().stream()).toList();
    for (Map.Entry<String, Digest> entry : all) {
      String name = entry.getKey();
      Digest expected = digests.get(name);
      Digest actual = found.digests.get(name);
      if (expected == null || !expected.equals(actual)) {
        throw new InvalidValueException(
            // Not resolved: a name in the file need be no path.
            directory.toString().isEmpty() ? name : directory + "/" + name,
            actual == null ? "no such file" : "sha256 " + actual,
            (expected == null ? "no such file" : "sha256 " + expected) + ", as in " + FILE_NAME);
      }
    }
  }

  /** These and others. */
  FileDigests and(FileDigests others) {
    SortedMap<String, Digest> all = new TreeMap<>(digests);
    all.putAll(others.digests);
    return new FileDigests(all);
  }

  /** The lines of {@code sha256sum}. */
  String text() {
    return digests.entrySet().stream()
        .map(entry -> entry.getValue() + "  " + entry.getKey() + "\n")
        .collect(Collectors.joining());
  }

  /** A path relative to a directory, with slashes. */
  static String name(Path directory, Path file) {
    return directory.relativize(file).toString().replace('\\', '/');
  }
}
