package io.papilio.artifacts.minari;

import io.papilio.core.provenance.Digest;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.trajectory.TrajectorySource;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * A data set of Minari's layout in a directory, ours or anyone's, of boxes as observations and of
 * boxes or discrete actions.
 */
public final class MinariDataset implements TrajectorySource {
  static final String DATA = "data";

  private final Path data;
  private final MinariMetadata metadata;
  private final FileDigests digests;

  MinariDataset(Path data, MinariMetadata metadata, FileDigests digests) {
    this.data = data;
    this.metadata = metadata;
    this.digests = digests;
  }

  /**
   * Opens a data set; where it has digests, every file is held against them.
   *
   * @param directory the one that holds {@code data}, or {@code data} itself
   * @throws InvalidValueException when it is no such data set, or a file is not the one that was
   *     recorded
   */
  public static MinariDataset open(Path directory) {
    Path data = directory.resolve(DATA);
    if (!Files.isDirectory(data) && Files.exists(directory.resolve(MinariMetadata.FILE_NAME))) {
      data = directory;
    }
    Require.that(
        Files.isDirectory(data),
        "" + directory,
        "no data set",
        "a directory with data, as Minari's");
    MinariMetadata metadata = MinariMetadata.read(data.resolve(MinariMetadata.FILE_NAME));
    Path parent = data.toAbsolutePath().normalize().getParent();
    FileDigests found = FileDigests.of(parent, data.toAbsolutePath().normalize());
    Path sums = parent.resolve(FileDigests.FILE_NAME);
    if (Files.exists(sums)) {
      FileDigests.read(sums).verify(data.resolveSibling(""), found);
    }
    return new MinariDataset(data, metadata, found);
  }

  /** The metadata of a data set that was recorded in a directory. */
  public static MinariMetadata metadata(Path directory) {
    return MinariMetadata.read(directory.resolve(DATA).resolve(MinariMetadata.FILE_NAME));
  }

  public MinariMetadata metadata() {
    return metadata;
  }

  /** The digest of all files. */
  public Digest digest() {
    return digests.digest();
  }

  @Override
  public int size() {
    return metadata.totalEpisodes();
  }

  /**
   * {@inheritDoc}
   *
   * @throws InvalidValueException naming the file that is no episode of the data set's spaces
   */
  @Override
  public void read(IntPredicate which, Consumer<Trajectory> consumer) {
    if (metadata.format() == MinariFormat.HDF5) {
      Path file = data.resolve(Hdf5Reader.FILE_NAME);
      Hdf5Reader.read(file, metadata.description(), size(), which, consumer);
      return;
    }
    for (int id = 0; id < size(); id++) {
      if (which.test(id)) {
        consumer.accept(ArrowEpisodes.read(data, id, metadata.description()));
      }
    }
  }
}
