package io.papilio.artifacts.run;

import io.papilio.artifacts.file.JsonFile;
import io.papilio.core.provenance.Digest;
import io.papilio.core.provenance.SourceVersion;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What made some results: enough to repeat them and to recognize their files.
 *
 * @param source the sources of the program
 * @param runtime what it ran on
 * @param invocation what was asked for
 * @param inputs digest of every file that went in, by name
 * @param outputs digest of every file that came out, by path relative to the manifest's directory
 * @param timing of a run in parts, when the first one began, and how long all took except those
 *     that were killed
 * @param parts of a run, the first one first; {@code source}, {@code runtime} and {@code
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

  /**
   * The manifest of work that this program begins now.
   *
   * @param libraries versions of what decides the numbers, by library
   */
  public static RunManifest begin(
      Invocation invocation, Map<String, String> libraries, Map<String, Digest> inputs) {
    return new RunManifest(
        SourceVersion.ofThisBuild(),
        HostRuntime.current(libraries),
        invocation,
        new TreeMap<>(inputs),
        Collections.emptySortedMap(),
        new Timing(Instant.now(), Duration.ZERO),
        List.of());
  }

  /** This manifest with the time until now. */
  public RunManifest end() {
    Timing whole = Timing.since(timing.startedAt());
    return new RunManifest(source, runtime, invocation, inputs, outputs, whole, parts);
  }

  /**
   * This manifest with the digests of files in {@code directory} as its outputs.
   *
   * @param names paths relative to {@code directory}
   */
  public RunManifest withOutputs(Path directory, List<String> names) {
    SortedMap<String, Digest> digests = new TreeMap<>();
    names.forEach(name -> digests.put(name, Digest.ofFile(directory.resolve(name))));
    return new RunManifest(source, runtime, invocation, inputs, digests, timing, parts);
  }

  /**
   * Requires that the outputs in {@code directory} are as they were; they may be deleted.
   *
   * @throws InvalidValueException naming the first one that was edited
   */
  void requireOutputs(Path directory) {
    outputs.forEach(
        (name, digest) -> {
          Path file = directory.resolve(name);
          Require.that(
              !Files.exists(file) || Digest.ofFile(file).equals(digest),
              file.toString(),
              "edited after the run had finished",
              "the file of " + FILE_NAME + ", or another directory");
        });
  }

  /** Whether the last part of a run came to the run's end. */
  public boolean finished() {
    return !parts.isEmpty() && parts.get(parts.size() - 1).finished();
  }

  /**
   * This manifest as that of a run's next part. Inputs that only earlier parts read stay.
   *
   * @param before the manifest of the parts so far; empty when the run begins
   * @param step steps of the run so far
   */
  RunManifest asPartOf(Optional<RunManifest> before, long step) {
    List<RunPart> all = new ArrayList<>();
    SortedMap<String, Digest> read = new TreeMap<>();
    before.ifPresent(
        manifest -> {
          all.addAll(manifest.parts);
          read.putAll(manifest.inputs);
        });
    read.putAll(inputs);
    if (!all.isEmpty()) {
      all.add(all.remove(all.size() - 1).before(step));
    }
    all.add(RunPart.begin(source, invocation.commandLine(), timing.startedAt(), step));
    return new RunManifest(source, runtime, invocation, read, outputs, Timing.of(all), all);
  }

  /** This manifest with its last part ended now. */
  RunManifest endPart(long step, boolean finished) {
    List<RunPart> all = new ArrayList<>(parts);
    all.add(all.remove(all.size() - 1).end(step, finished));
    return new RunManifest(source, runtime, invocation, inputs, outputs, Timing.of(all), all);
  }

  /** Replaces the file in one step. */
  public void write(Path file) {
    JsonFile.write(file, this);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws io.papilio.core.validation.InvalidValueException naming the file and the field that is
   *     not a manifest's
   * @throws java.io.UncheckedIOException when the file cannot be read
   */
  public static RunManifest read(Path file) {
    return JsonFile.read(file, RunManifest.class);
  }
}
