package io.papilio.artifacts.minari;

import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.RunInterruptedException;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A data set that is being recorded, episode by episode, in Arrow. An episode that was added is on
 * the disk; a recording that was cut short resumes after its last episode, once the files of all
 * episodes before it have the digests they were written with. {@code SHA256SUMS} is written last: a
 * directory without it is an unfinished recording.
 */
public final class MinariRecording {
  private final Path directory;
  private final Path data;
  private final MinariDescription description;
  private final RecordingJournal journal;
  private int episodes;
  private long steps;

  private MinariRecording(Path directory, MinariDescription description) {
    this.directory = directory;
    this.data = directory.resolve(MinariDataset.DATA);
    this.description = description;
    this.journal = RecordingJournal.open(directory);
  }

  /** Whether the recording in this directory is finished. */
  public static boolean isComplete(Path directory) {
    return Files.exists(directory.resolve(FileDigests.FILE_NAME));
  }

  /**
   * Opens the data set of a finished recording, and deletes what a process that was killed at the
   * very end left beside it.
   *
   * @throws InvalidValueException when a file does not have the digest it was recorded with; then
   *     nothing is deleted
   */
  public static MinariDataset ended(Path directory) {
    Require.that(isComplete(directory), "" + directory, "no finished data set", "a finished one");
    MinariDataset dataset = MinariDataset.open(directory);
    RecordingJournal.delete(directory);
    return dataset;
  }

  /** Same as {@link #open(Path, MinariDescription, Progress)} with {@link Progress#SILENT}. */
  public static MinariRecording open(Path directory, MinariDescription description) {
    return open(directory, description, Progress.SILENT);
  }

  /**
   * Begins a recording, or resumes one, which must have the same description.
   *
   * @param progress reports the episodes whose digests are verified
   * @throws InvalidValueException when the recording is finished, its spaces cannot be stored, or a
   *     file does not have the digest it was written with
   * @throws RunInterruptedException when progress asks to stop
   */
  public static MinariRecording open(
      Path directory, MinariDescription description, Progress progress) {
    Require.that(
        !isComplete(directory), "" + directory, "a finished data set", "another directory");
    MinariImages.requireNone("observation space", description.observationSpace());
    MinariImages.requireNone("action space", description.actionSpace());
    MinariRecording recording = new MinariRecording(directory, description);
    recording.verifyRecorded(progress);
    return recording;
  }

  /** Episodes so far. */
  public int episodes() {
    return episodes;
  }

  /**
   * Adds the next episode; when this returns, it is on the disk.
   *
   * @throws InvalidValueException for numbers that are not finite, which nobody can learn from
   */
  public void add(Trajectory trajectory) {
    try {
      trajectory.requireFinite();
    } catch (InvalidValueException e) {
      throw e.within("episode " + episodes + ", " + trajectory.describeSeed());
    }
    journal.add(ArrowEpisodes.write(directory, data, episodes, trajectory));
    episodes++;
    steps += trajectory.length();
  }

  /** Writes what makes the episodes a data set. */
  public MinariDataset finish() {
    Path file = data.resolve(MinariMetadata.FILE_NAME);
    MinariMetadata metadata = new MinariMetadata(description, MinariFormat.ARROW, episodes, steps);
    metadata.write(file, size(file));
    FileDigests digests = journal.digests().and(FileDigests.of(directory, file));
    digests.write(directory.resolve(FileDigests.FILE_NAME));
    RecordingJournal.delete(directory);
    return new MinariDataset(data, metadata, digests);
  }

  /** Verifies what earlier processes recorded; this process knows what it writes itself. */
  private void verifyRecorded(Progress progress) {
    int recorded = 0;
    while (journal.contains(ArrowEpisodes.metadata(data, recorded))
        && journal.contains(ArrowEpisodes.file(data, recorded))) {
      recorded++;
    }
    while (episodes < recorded) {
      if (progress.stopRequested()) {
        throw new RunInterruptedException(
            "stopped; the recorded episodes are saved and the same command resumes with them");
      }
      Path metadata = ArrowEpisodes.metadata(data, episodes);
      journal.verify(ArrowEpisodes.file(data, episodes));
      journal.verify(metadata);
      steps += EpisodeMetadata.read(metadata).totalSteps();
      episodes++;
      progress.advance(episodes, recorded, "");
    }
  }

  private long size(Path except) {
    try (Stream<Path> files = Files.walk(data)) {
      return files
          .filter(file -> Files.isRegularFile(file) && !file.equals(except))
          .mapToLong(file -> file.toFile().length())
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(data + ": " + e.getMessage(), e);
    }
  }
}
