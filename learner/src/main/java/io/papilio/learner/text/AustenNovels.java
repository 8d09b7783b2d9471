package io.papilio.learner.text;

import io.papilio.artifacts.file.AtomicFile;
import io.papilio.core.provenance.Digest;
import io.papilio.core.validation.InvalidValueException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The six novels of Jane Austen, 4.0 million characters, from the Debian package {@value #PACKAGE}
 * (MIT; the novels are in the public domain). It is downloaded once, to {@code
 * ~/.cache/papilio/austen} or below {@code XDG_CACHE_HOME}.
 */
final class AustenNovels {
  private static final String PACKAGE = "r-cran-janeaustenr";
  private static final String OBJECTS = "usr/lib/R/site-library/janeaustenr/data/Rdata.rdb";
  private static final String FILE = "novels.txt";

  /** Of version 1.0.0-1. */
  private static final Digest NOVELS =
      new Digest("65b434d16a8755142bfa95ba19c5f9abd0d30cf3dffe3b6793e834f9f56dcc96");

  private AustenNovels() {}

  /**
   * The folder with the novels as one text file.
   *
   * @throws InvalidValueException when they are not there and cannot be downloaded
   */
  static Path folder() {
    String cache = System.getenv("XDG_CACHE_HOME");
    Path caches =
        cache == null || cache.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(cache);
    Path folder = caches.resolve("papilio").resolve(TextCorpus.AUSTEN);
    Path file = folder.resolve(FILE);
    if (Files.notExists(file)) {
      download(file);
    }
    NOVELS.verify(file);
    return folder;
  }

  private static void download(Path file) {
    try {
      Path temporary = Files.createTempDirectory("papilio-austen");
      try {
        // Not --download-only of install: that needs root.
        run(temporary, "apt-get", "download", PACKAGE);
        run(temporary, "sh", "-c", "dpkg-deb -x " + PACKAGE + "_*.deb package");
        Path objects = temporary.resolve("package").resolve(OBJECTS);
        AtomicFile.write(file, String.join("", RStrings.read(objects)));
      } finally {
        deleteAll(temporary);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("text " + TextCorpus.AUSTEN + ": " + e.getMessage(), e);
    }
  }

  private static void run(Path directory, String... words) throws IOException {
    try {
      Process process =
          new ProcessBuilder(words)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor() == 0) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // No such program.
    }
    throw new InvalidValueException(
        "text",
        "'" + String.join(" ", words) + "' failed",
        "a Debian system with its package lists (apt-get update); or --text "
            + TextCorpus.STORIES
            + " or a folder");
  }

  private static void deleteAll(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      List<Path> all = files.toList();
      for (int i = all.size() - 1; i >= 0; i--) {
        Files.delete(all.get(i));
      }
    }
  }
}
