package io.papilio.artifacts.minari;

import io.papilio.core.rollout.Progress;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.validation.Require;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A data set that is being recorded, episode by episode. What was added is on the disk; a recording
 * that was cut short goes on after its last episode, once all before it are found as they were
 * written. {@code SHA256SUMS} is written last of all: a directory without it is a recording that
 * never ended.
 *
 * <p>Episodes are kept as Arrow files in any case; of them a data set in HDF5 is made at the end.
 */
public final class MinariRecording {
  /** Where the episodes of an HDF5 file wait for it. */
  private static final String WAITING = ".episodes";

  private final Path directory;
  private final MinariDescription description;
  private final MinariFormat format;
  private final RecordingJournal journal;
  private int episodes;

  private MinariRecording(Path directory, MinariDescription description, MinariFormat format) {
    this.directory = directory;
    this.description = description;
    this.format = format;
    this.journal = RecordingJournal.open(directory);
    while (journal.contains(metadata(episodes)) && journal.contains(file(episodes))) {
      episodes++;
    }
  }

  /** Whether a recording has ended in this directory. */
  public static boolean isComplete(Path directory) {
    return Files.exists(directory.resolve(FileDigests.FILE_NAME));
  }

  /**
   * The data set of a recording that has ended. What a process that was killed in the last moment
   * left beside it is deleted.
   *
   * @throws io.papilio.core.validation.InvalidValueException when a file is not the one that was
   *     recorded; then nothing is deleted
   */
  public static MinariDataset ended(Path directory) {
    Require.that(isComplete(directory), "" + directory, "no finished data set", "a finished one");
    MinariDataset dataset = MinariDataset.open(directory);
    deleteWorkFiles(directory);
    return dataset;
  }

  /** Like the other, in silence. */
  public static MinariRecording open(
      Path directory, MinariDescription description, MinariFormat format) {
    return open(directory, description, format, Progress.SILENT);
  }

  /**
   * Begins a recording, or goes on with one, which must have been of the same description.
   *
   * @param progress hears of the episodes that are held against their digests
   * @throws io.papilio.core.validation.InvalidValueException when it has ended, is of spaces that
   *     are not recorded, or when an episode is not what was written, with the name of its file
   */
  public static MinariRecording open(
      Path directory, MinariDescription description, MinariFormat format, Progress progress) {
    Require.that(
        !isComplete(directory), "" + directory, "a finished data set", "another directory");
    MinariImages.requireNone("observation space", description.observationSpace());
    MinariImages.requireNone("action space", description.actionSpace());
    MinariRecording recording = new MinariRecording(directory, description, format);
    recording.verify(new RecordingProgress(progress, recording.episodes));
    return recording;
  }

  /** Episodes so far. */
  public int episodes() {
    return episodes;
  }

  /** Adds the next episode; when this returns, it is on the disk. */
  public void add(Trajectory trajectory) {
    journal.add(ArrowEpisodes.write(directory, episodesDirectory(), episodes, trajectory));
    episodes++;
  }

  /** Like the other, in silence. */
  public MinariDataset finish() {
    return finish(Progress.SILENT);
  }

  /**
   * Writes what makes the episodes a data set.
   *
   * @throws io.papilio.core.validation.InvalidValueException when an episode is not what was
   *     recorded, with the name of its file
   * @throws io.papilio.core.rollout.RunInterruptedException when progress asks to stop
   */
  public MinariDataset finish(Progress progress) {
    boolean hdf5 = format == MinariFormat.HDF5;
    RecordingProgress steps = new RecordingProgress(progress, (hdf5 ? 3L : 1L) * episodes);
    long total = verify(steps);
    Path data = directory.resolve(MinariDataset.DATA);
    FileDigests digests = journal.digests();
    if (hdf5) {
      Path file = data.resolve(Hdf5Reader.FILE_NAME);
      writeHdf5(file, steps);
      digests = FileDigests.of(directory, file);
    }
    Path file = data.resolve(MinariMetadata.FILE_NAME);
    MinariMetadata metadata = new MinariMetadata(description, format, episodes, total);
    metadata.write(file, size(data, file));
    digests = digests.and(FileDigests.of(directory, file));
    digests.write(directory.resolve(FileDigests.FILE_NAME));
    deleteWorkFiles(directory);
    return new MinariDataset(data, metadata, digests);
  }

  private Path episodesDirectory() {
    return directory.resolve(format == MinariFormat.ARROW ? MinariDataset.DATA : WAITING);
  }

  private Path file(int id) {
    return ArrowEpisodes.file(episodesDirectory(), id);
  }

  private Path metadata(int id) {
    return ArrowEpisodes.metadata(episodesDirectory(), id);
  }

  /** Holds all episodes against what was recorded; returns how many steps they have. */
  private long verify(RecordingProgress steps) {
    long total = 0;
    for (int id = 0; id < episodes; id++) {
      journal.verify(file(id));
      journal.verify(metadata(id));
      total += EpisodeMetadata.read(metadata(id)).totalSteps();
      steps.passed("read");
    }
    return total;
  }

  /** Writes all episodes and reads them again, with a library that did not write them. */
  private void writeHdf5(Path file, RecordingProgress steps) {
    Hdf5Writer.write(file, recorded(steps, "written"));
    Iterator<Trajectory> expected = recorded(steps, "compared");
    Hdf5Reader.read(
        file,
        description,
        episodes,
        id -> true,
        read -> {
          if (!read.equals(expected.next())) {
            throw new IllegalStateException(file + ": differs from what was recorded");
          }
        });
  }

  private Iterator<Trajectory> recorded(RecordingProgress steps, String note) {
    return IntStream.range(0, episodes)
        .mapToObj(
            id -> {
              Trajectory episode = ArrowEpisodes.read(episodesDirectory(), id, description);
              steps.passed(note);
              return episode;
            })
        .iterator();
  }

  private static long size(Path data, Path except) {
    try (Stream<Path> files = Files.walk(data)) {
      return files
          .filter(file -> Files.isRegularFile(file) && !file.equals(except))
          .mapToLong(file -> file.toFile().length())
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(data + ": " + e.getMessage(), e);
    }
  }

  /** Deletes what only a recording that goes on needs. */
  private static void deleteWorkFiles(Path directory) {
    RecordingJournal.delete(directory);
    Path waiting = directory.resolve(WAITING);
    if (Files.notExists(waiting)) {
      return;
    }
    try (Stream<Path> files = Files.walk(waiting)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(waiting + ": " + e.getMessage(), e);
    }
  }
}
