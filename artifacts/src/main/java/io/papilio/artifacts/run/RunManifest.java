package io.papilio.artifacts.run;

import io.papilio.core.provenance.Digest;
import io.papilio.core.provenance.SourceVersion;
import io.papilio.core.validation.InvalidValueException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * @param timing when it ran; of a run in parts, when the first one began, and how long all took
 *     that ended by themselves
 * @param parts of a run that can be resumed, the first one first; {@code source} and {@code
 *     invocation} are those of the last. Empty for what is made in one go
 */
public record RunManifest(
    SourceVersion source,
    HostRuntime runtime,
    Invocation invocation,
    SortedMap<String, Digest> inputs,
    SortedMap<String, Digest> outputs,
    Timing timing,
    List<RunPart> parts) {
  /** The name of the manifest in a run's directory. */
  public static final String FILE_NAME = "manifest.json";

  public RunManifest {
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
    outputs = Collections.unmodifiableSortedMap(new TreeMap<>(outputs));
    parts = List.copyOf(parts);
  }

  /** A manifest of what was made in one go. */
  public RunManifest(
      SourceVersion source,
      HostRuntime runtime,
      Invocation invocation,
      SortedMap<String, Digest> inputs,
      SortedMap<String, Digest> outputs,
      Timing timing) {
    this(source, runtime, invocation, inputs, outputs, timing, List.of());
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
    return new RunManifest(source, runtime, invocation, inputs, digests, timing, parts);
  }

  /**
   * This manifest as that of a run in parts.
   *
   * @param parts at least one, the last one this manifest's own
   */
  public RunManifest withParts(List<RunPart> parts) {
    Duration all =
        parts.stream()
            .flatMap(part -> part.duration().stream())
            .reduce(Duration.ZERO, Duration::plus);
    Timing whole = new Timing(parts.get(0).startedAt(), all);
    return new RunManifest(source, runtime, invocation, inputs, outputs, whole, parts);
  }

  /**
   * The parts before one that begins now. A last part that did not end by itself was killed, and
   * left what this one begins with; a manifest without parts is one part.
   *
   * @param step where the new part begins
   */
  public List<RunPart> partsBefore(long step) {
    if (parts.isEmpty()) {
      Optional<Duration> duration = Optional.of(timing.duration());
      List<String> words = invocation.commandLine();
      return List.of(new RunPart(source, words, timing.createdAt(), duration, 0, step));
    }
    List<RunPart> before = new ArrayList<>(parts);
    RunPart last = before.remove(before.size() - 1);
    before.add(last.duration().isPresent() ? last : last.killed(Math.max(step, last.firstStep())));
    return before;
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
