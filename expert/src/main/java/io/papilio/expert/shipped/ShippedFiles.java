package io.papilio.expert.shipped;

import io.papilio.artifacts.run.RunManifest;
import io.papilio.core.provenance.Digest;
import io.papilio.core.validation.Require;
import io.papilio.expert.policy.ExpertFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The two files of an expert, copied out of the jar until this is closed. */
final class ShippedFiles implements AutoCloseable {
  private static final List<String> NAMES = List.of(ExpertFile.NAME, RunManifest.FILE_NAME);

  private final String name;
  private final Path directory;

  private ShippedFiles(String environmentId, Path directory) {
    this.name = "shipped expert " + environmentId;
    this.directory = directory;
  }

  static ShippedFiles unpack(String environmentId) {
    for (String name : NAMES) {
      String resource = environmentId + "/" + name;
      Require.that(
          ShippedFiles.class.getResource(resource) != null,
          "shipped expert " + environmentId,
          "no " + resource,
          "a jar with all its files");
    }
    try {
      ShippedFiles files =
          new ShippedFiles(environmentId, Files.createTempDirectory("papilio-expert"));
      for (String name : NAMES) {
        try (InputStream in = ShippedFiles.class.getResourceAsStream(environmentId + "/" + name)) {
          Files.copy(in, files.path(name));
        }
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(environmentId + ": " + e.getMessage(), e);
    }
  }

  Path path(String file) {
    return directory.resolve(file);
  }

  RunManifest manifest() {
    return RunManifest.read(path(RunManifest.FILE_NAME));
  }

  /** Rejects a model other than the manifest's. */
  void verify() {
    Digest expected = manifest().outputs().get(ExpertFile.NAME);
    Require.that(
        expected != null,
        name,
        "a manifest without the digest of " + ExpertFile.NAME,
        "its digest");
    Digest actual = Digest.ofFile(path(ExpertFile.NAME));
    Require.that(
        actual.equals(expected),
        name,
        ExpertFile.NAME + " with sha256 " + actual,
        "sha256 " + expected + ", as in its manifest");
  }

  @Override
  public void close() {
    try {
      for (String file : NAMES) {
        Files.deleteIfExists(path(file));
      }
      Files.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(directory + ": " + e.getMessage(), e);
    }
  }
}
