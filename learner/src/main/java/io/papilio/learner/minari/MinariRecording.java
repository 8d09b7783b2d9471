package io.papilio.learner.minari;

import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.validation.Require;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A data set that is being recorded, episode by episode. What was added is on the disk; a recording
 * that was cut short goes on after its last episode. {@code SHA256SUMS} is written last of all: a
 * directory without it is a recording that never ended.
 *
 * <p>Episodes are kept as Arrow files in any case; of them a data set in HDF5 is made at the end.
 */
public final class MinariRecording {
  /** Where the episodes of an HDF5 file wait for it. */
  private static final String WAITING = ".episodes";

  private final Path directory;
  private final MinariDescription description;
  private final MinariFormat format;
  private int episodes;

  private MinariRecording(Path directory, MinariDescription description, MinariFormat format) {
    this.directory = directory;
    this.description = description;
    this.format = format;
    this.episodes = ArrowEpisodes.count(episodesDirectory());
  }

  /** Whether a recording has ended in this directory. */
  public static boolean isComplete(Path directory) {
    return Files.exists(directory.resolve(FileDigests.FILE_NAME));
  }

  /** Begins a recording, or goes on with one, which must have been of the same description. */
  public static MinariRecording open(
      Path directory, MinariDescription description, MinariFormat format) {
    Require.that(
        !isComplete(directory), "" + directory, "a finished data set", "another directory");
    return new MinariRecording(directory, description, format);
  }

  /** Episodes so far. */
  public int episodes() {
    return episodes;
  }

  /** Adds the next episode; when this returns, it is on the disk. */
  public void add(Trajectory trajectory) {
    ArrowEpisodes.write(episodesDirectory(), episodes, trajectory);
    episodes++;
  }

  /** Writes what makes the episodes a data set, and opens it. */
  public MinariDataset finish() {
    Path data = directory.resolve(MinariDataset.DATA);
    List<Path> metadata =
        IntStream.range(0, episodes)
            .mapToObj(id -> ArrowEpisodes.metadata(episodesDirectory(), id))
            .toList();
    long steps = metadata.stream().mapToLong(file -> EpisodeMetadata.read(file).totalSteps()).sum();
    if (format == MinariFormat.HDF5) {
      writeHdf5(data.resolve(Hdf5Reader.FILE_NAME));
    }
    Path file = data.resolve(MinariMetadata.FILE_NAME);
    new MinariMetadata(description, format, episodes, steps).write(file, size(data, file));
    FileDigests.of(directory, data).write(directory.resolve(FileDigests.FILE_NAME));
    deleteWaiting();
    return MinariDataset.open(directory);
  }

  private Path episodesDirectory() {
    return directory.resolve(format == MinariFormat.ARROW ? MinariDataset.DATA : WAITING);
  }

  /** Writes all episodes and reads them again, since jHDF calls its writing alpha. */
  private void writeHdf5(Path file) {
    Hdf5Writer.write(file, recorded());
    Iterator<Trajectory> expected = recorded();
    for (Trajectory read : Hdf5Reader.read(file, description, episodes)) {
      if (!read.equals(expected.next())) {
        throw new IllegalStateException(file + ": differs from what was recorded");
      }
    }
  }

  private Iterator<Trajectory> recorded() {
    return IntStream.range(0, episodes)
        .mapToObj(id -> ArrowEpisodes.read(episodesDirectory(), id, description))
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

  private void deleteWaiting() {
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
