package io.papilio.cli.command;

import io.papilio.artifacts.run.RunManifest;
import io.papilio.artifacts.run.RunPart;
import io.papilio.core.provenance.Digest;
import io.papilio.core.validation.Require;
import io.papilio.core.vector.EnvironmentSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The manifest of a run that may be resumed, while a command works on it: each command is one more
 * part. It is written when the part begins, so that a part that is killed is in it too, and again
 * when the part ends.
 */
final class RunRecord {
  private final RunManifest begun;
  private final Path directory;

  private RunRecord(RunManifest begun, Path directory) {
    this.begun = begun;
    this.directory = directory;
  }

  /**
   * Begins a part.
   *
   * @param inputs asked for at the run's first part; later parts keep its answer
   * @param step steps of the run so far
   */
  static RunRecord begin(
      CommandSpec command,
      EnvironmentSource source,
      Path directory,
      Record config,
      long seed,
      Supplier<Map<String, Digest>> inputs,
      long step,
      Instant start) {
    Optional<RunManifest> before = read(directory);
    Map<String, Digest> digests =
        before.<Map<String, Digest>>map(RunManifest::inputs).orElseGet(inputs);
    RunManifest own = Manifests.of(command, source, config, seed, digests, start);
    List<RunPart> parts = new ArrayList<>(before.map(m -> m.partsBefore(step)).orElse(List.of()));
    parts.add(RunPart.begin(own.invocation().commandLine(), start, step));
    RunManifest begun = own.withParts(parts);
    begun.write(file(directory));
    return new RunRecord(begun, directory);
  }

  /**
   * Ends the part.
   *
   * @param step steps of the run, all parts together
   * @param outputs files of the directory
   */
  void end(long step, List<String> outputs) {
    List<RunPart> parts = new ArrayList<>(begun.parts());
    parts.add(parts.remove(parts.size() - 1).end(step));
    begun.withParts(parts).withOutputs(directory, outputs).write(file(directory));
  }

  /** Whether the last part has ended by itself, and told what came out. */
  static boolean isEnded(Path directory) {
    return read(directory).map(manifest -> !manifest.outputs().isEmpty()).orElse(false);
  }

  /**
   * Holds what the last part has told to have made, if it has ended, against the files.
   *
   * @throws io.papilio.core.validation.InvalidValueException for one that is missing or has changed
   */
  static void verifyOutputs(Path directory) {
    read(directory)
        .ifPresent(
            manifest ->
                manifest
                    .outputs()
                    .forEach((name, digest) -> digest.verify(directory.resolve(name))));
  }

  /**
   * Refuses a run that had a checkpoint and has none now: it would begin anew over its results.
   *
   * @param step where the run would begin
   */
  static void requireCheckpoint(Path directory, Path checkpoint, long step) {
    boolean begins =
        read(directory)
            .map(
                manifest ->
                    manifest.outputs().isEmpty()
                        && manifest.parts().stream().allMatch(part -> part.firstStep() <= step))
            .orElse(true);
    Require.that(
        begins || Files.exists(checkpoint),
        "" + checkpoint,
        "no such file",
        "what the run of " + file(directory) + " goes on from; or another directory");
  }

  private static Optional<RunManifest> read(Path directory) {
    Path file = file(directory);
    return Files.exists(file) ? Optional.of(RunManifest.read(file)) : Optional.empty();
  }

  private static Path file(Path directory) {
    return directory.resolve(RunManifest.FILE_NAME);
  }
}
