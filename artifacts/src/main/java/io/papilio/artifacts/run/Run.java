package io.papilio.artifacts.run;

import io.papilio.artifacts.file.AtomicFile;
import io.papilio.artifacts.tensorfile.CheckpointStore;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.RunInterruptedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/**
 * A run and its directory: {@code config.json} says which run it is, {@code manifest.json} which
 * commands made it, {@code checkpoint.safetensors} where it resumes, and {@code .lock} is held by
 * the one process that works on it. A run that was interrupted or killed is resumed by opening it
 * again with the same settings; a finished one stays as it is.
 */
public final class Run implements AutoCloseable {
  /** The name of the checkpoint in a run's directory. */
  public static final String CHECKPOINT = "checkpoint.safetensors";

  /** What a run does: from its checkpoint, or its beginning, to its end. */
  @FunctionalInterface
  public interface Work {
    /**
     * Works to the end.
     *
     * @throws RunInterruptedException when {@code progress} asked to stop, after a checkpoint
     */
    void execute(Progress progress);
  }

  private final Path directory;
  private final Map<String, ?> identity;
  private final RunManifest manifest;
  private final RunLock lock;
  private final CheckpointStore checkpoint;
  private final Set<String> outputs = new TreeSet<>();
  private boolean working;

  private Run(Path directory, Map<String, ?> identity, RunManifest manifest, RunLock lock) {
    this.directory = directory;
    this.identity = identity;
    this.manifest = manifest;
    this.lock = lock;
    checkpoint = new CheckpointStore(directory.resolve(CHECKPOINT));
  }

  /**
   * Locks the directory of a run, new or begun; {@link #execute} writes the first file.
   *
   * @param identity every setting that decides the run's results, and digests of its inputs: JSON
   *     values by name
   * @param manifest of the command that works on the run, without outputs
   * @throws io.papilio.core.validation.InvalidValueException when the directory has other files,
   *     belongs to a run with other settings, results of a finished run were edited, or another
   *     process works in it
   */
  public static Run open(Path directory, Map<String, ?> identity, RunManifest manifest) {
    RunConfig.requireRun(directory);
    RunLock lock = RunLock.acquire(directory);
    try {
      RunConfig.requireSame(directory, identity);
      AtomicFile.deleteLeftovers(directory);
      Run run = new Run(directory, identity, manifest, lock);
      run.begun()
          .filter(RunManifest::finished)
          .ifPresent(finished -> finished.requireOutputs(directory));
      return run;
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  public Path directory() {
    return directory;
  }

  /** The path of a file of this run that is not a result. */
  public Path file(String name) {
    return directory.resolve(name);
  }

  /** The path of a result: the manifest has its digest once the work has ended. */
  public Path output(String name) {
    outputs.add(name);
    return directory.resolve(name);
  }

  public CheckpointStore checkpoint() {
    requireDirectory();
    return checkpoint;
  }

  /** Whether the work came to its end; then {@link #execute} has nothing left to do. */
  public boolean isFinished() {
    return begun().filter(RunManifest::finished).isPresent();
  }

  /** Same as {@link #execute(LongSupplier, Progress, Work)} with the steps of the checkpoint. */
  public void execute(Progress progress, Work work) {
    execute(() -> checkpoint.step().orElse(0), progress, work);
  }

  /**
   * Does the work as one more part of the run. The manifest is written when the part begins, so
   * that it has the parts that are killed, and again when it ends or is interrupted.
   *
   * @param step steps taken so far, all parts together; asked before and after the work
   * @throws RunInterruptedException when the work was interrupted
   * @throws UncheckedIOException when the directory was deleted meanwhile
   */
  public void execute(LongSupplier step, Progress progress, Work work) {
    if (isFinished()) {
      return;
    }
    RunConfig.begin(directory, identity);
    working = true;
    RunManifest part = manifest.asPartOf(begun(), step.getAsLong());
    part.write(directory.resolve(RunManifest.FILE_NAME));
    try {
      work.execute(progress);
    } catch (RunInterruptedException e) {
      end(part, step.getAsLong(), false);
      throw e;
    }
    end(part, step.getAsLong(), true);
  }

  @Override
  public void close() {
    lock.close();
  }

  /** Writing would make a deleted directory again, without the files that were in it. */
  private void requireDirectory() {
    if (working && !RunConfig.exists(directory)) {
      throw new UncheckedIOException(
          new IOException(directory + " was deleted while a run worked in it"));
    }
  }

  private void end(RunManifest part, long step, boolean finished) {
    requireDirectory();
    part.endPart(step, finished)
        .withOutputs(directory, outputs.stream().filter(n -> Files.exists(file(n))).toList())
        .write(directory.resolve(RunManifest.FILE_NAME));
  }

  /** The manifest of the parts so far. */
  private Optional<RunManifest> begun() {
    Path file = directory.resolve(RunManifest.FILE_NAME);
    return Files.exists(file) ? Optional.of(RunManifest.read(file)) : Optional.empty();
  }
}
