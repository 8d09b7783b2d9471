package io.papilio.artifacts.minari;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.papilio.core.space.Space;
import io.papilio.core.space.Tensor;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/** Reads the HDF5 files of {@code h5py}, of Minari, and of whoever else follows its layout. */
final class Hdf5Reader {
  static final String FILE_NAME = "main_data.hdf5";

  private final String file;
  private final MinariDescription spaces;

  private Hdf5Reader(String file, MinariDescription spaces) {
    this.file = file;
    this.spaces = spaces;
  }

  /**
   * Reads some of the episodes, in order; one is in memory at a time.
   *
   * @param which accepts the numbers of the wanted ones, 0 to episodes - 1
   * @throws InvalidValueException when the file does not hold so many episodes of these spaces
   */
  static void read(
      Path path,
      MinariDescription spaces,
      int episodes,
      IntPredicate which,
      Consumer<Trajectory> consumer) {
    Require.that(Files.isRegularFile(path), "" + path, "no such file", "an HDF5 file");
    Hdf5Reader reader = new Hdf5Reader(path.toString(), spaces);
    try (HdfFile hdf5 = reader.parse(() -> new HdfFile(path))) {
      for (int id = 0; id < episodes; id++) {
        if (which.test(id)) {
          String name = "episode_" + id;
          consumer.accept(reader.parse(() -> reader.episode(hdf5, name)));
        }
      }
    }
  }

  /**
   * A broken file shows as any of many exceptions, depending on where it is broken; and jHDF takes
   * the memory that lengths in a file ask for.
   */
  private <T> T parse(Supplier<T> part) {
    try {
      return part.get();
    } catch (InvalidValueException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw new InvalidValueException(
          file, "broken, " + e.getMessage(), "an HDF5 file of episodes");
    }
  }

  private Trajectory episode(HdfFile hdf5, String name) {
    Node node = hdf5.getChild(name);
    if (!(node instanceof Group group)) {
      throw new InvalidValueException(file, "no group " + name, "a group per episode");
    }
    int[] axes = dataset(group, "rewards").getDimensions();
    int length = axes.length == 0 ? 0 : axes[0];
    Require.that(length > 0, file, name + " without steps", "at least 1");
    return EpisodeColumns.trajectory(
        file + " " + name,
        seed(group),
        points(group, "observations", spaces.observationSpace(), length + 1),
        points(group, "actions", spaces.actionSpace(), length),
        column(group, "rewards", length),
        column(group, "terminations", length),
        column(group, "truncations", length));
  }

  private static Optional<BigInteger> seed(Group group) {
    return Optional.ofNullable(group.getAttribute("seed"))
        .map(Attribute::getData)
        .filter(Number.class::isInstance)
        .map(seed -> seed instanceof BigInteger large ? large : whole((Number) seed))
        .filter(seed -> seed.signum() >= 0);
  }

  private static BigInteger whole(Number seed) {
    return BigInteger.valueOf(seed.longValue());
  }

  private Tensor column(Group group, String name, int rows) {
    return Hdf5Columns.read(place(group, name), dataset(group, name), List.of(rows));
  }

  /** Points of a space, row by row. */
  private Tensor points(Group group, String name, Space space, int rows) {
    List<Integer> shape = new ArrayList<>(List.of(rows));
    shape.addAll(ArrowEpisode.rowShape(space));
    return MinariImages.isImage(space)
        ? Hdf5Columns.readImages(place(group, name), dataset(group, name), shape)
        : Hdf5Columns.read(place(group, name), dataset(group, name), shape);
  }

  private Dataset dataset(Group group, String name) {
    if (group.getChild(name) instanceof Dataset dataset) {
      return dataset;
    }
    throw new InvalidValueException(place(group, name), "missing", "a data set");
  }

  private String place(Group group, String name) {
    return file + " " + group.getName() + "/" + name;
  }
}
