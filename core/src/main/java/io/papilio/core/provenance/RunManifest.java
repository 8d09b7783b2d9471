package io.papilio.core.provenance;

import io.papilio.core.validation.InvalidValueException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The record of one run: enough to repeat it and to recognise its files.
 *
 * @param source the sources it was built from
 * @param runtime what it ran on
 * @param invocation what was asked for
 * @param inputs name to digest of every file that went in
 * @param outputs path relative to the manifest's directory, to digest, of every file that came out
 * @param timing when it ran
 */
public record RunManifest(
    SourceVersion source,
    HostRuntime runtime,
    Invocation invocation,
    SortedMap<String, Digest> inputs,
    SortedMap<String, Digest> outputs,
    Timing timing) {
  /** The name of the manifest in a run's directory. */
  public static final String FILE_NAME = "manifest.json";

  public RunManifest {
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
    outputs = Collections.unmodifiableSortedMap(new TreeMap<>(outputs));
  }

  /** The manifest of a run that this very program has just finished, without outputs yet. */
  public static RunManifest ofThisBuild(
      HostRuntime runtime, Invocation invocation, Map<String, Digest> inputs, Timing timing) {
    return new RunManifest(
        SourceVersion.ofThisBuild(),
        runtime,
        invocation,
        new TreeMap<>(inputs),
        Collections.emptySortedMap(),
        timing);
  }

  /**
   * This manifest with the digests of files that lie in {@code directory} as its outputs.
   *
   * @param names paths relative to {@code directory}
   */
  public RunManifest withOutputs(Path directory, List<String> names) {
    SortedMap<String, Digest> digests = new TreeMap<>();
    names.forEach(name -> digests.put(name, Digest.ofFile(directory.resolve(name))));
    return new RunManifest(source, runtime, invocation, inputs, digests, timing);
  }

  /** Writes JSON with a stable order of keys; the file is replaced in one step. */
  public void write(Path file) {
    AtomicFile.write(file, ManifestJson.write(this));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws InvalidValueException {@code path: what (expected: ...)} when the file is not a
   *     manifest
   * @throws UncheckedIOException when it cannot be read
   */
  public static RunManifest read(Path file) {
    try {
      return ManifestJson.read(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Compares the outputs with the files in a directory.
   *
   * @return one line for each file that is missing or has changed; empty when all is well
   */
  public List<String> verifyOutputs(Path directory) {
    List<String> complaints = new ArrayList<>();
    outputs.forEach(
        (name, digest) -> {
          try {
            digest.verify(directory.resolve(name));
          } catch (InvalidValueException e) {
            complaints.add(e.getMessage());
          }
        });
    return complaints;
  }
}
