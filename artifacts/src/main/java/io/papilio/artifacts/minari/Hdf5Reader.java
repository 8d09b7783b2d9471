package io.papilio.artifacts.minari;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.papilio.core.rollout.RunInterruptedException;
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
import java.util.function.Consumer;

/**
 * Reads the HDF5 files of {@link Hdf5Writer}, of Minari, and of whoever else follows its layout.
 */
final class Hdf5Reader {
  static final String FILE_NAME = "main_data.hdf5";

  private final String file;
  private final MinariDescription spaces;

  private Hdf5Reader(String file, MinariDescription spaces) {
    this.file = file;
    this.spaces = spaces;
  }

  /**
   * Hands over the first episodes, in order; one is in memory at a time.
   *
   * @throws InvalidValueException when the file does not hold so many episodes of these spaces
   */
  static void read(
      Path path, MinariDescription spaces, int episodes, Consumer<Trajectory> consumer) {
    Require.that(Files.isRegularFile(path), "" + path, "no such file", "an HDF5 file");
    Hdf5Reader reader = new Hdf5Reader(path.toString(), spaces);
    try (HdfFile hdf5 = new HdfFile(path)) {
      for (int id = 0; id < episodes; id++) {
        consumer.accept(reader.episode(hdf5, "episode_" + id));
      }
    } catch (InvalidValueException | IllegalStateException | RunInterruptedException e) {
      throw e;
    } catch (RuntimeException e) {
      // A broken file shows as any of many exceptions, depending on where it is broken.
      throw new InvalidValueException(
          "" + path, "broken, " + e.getMessage(), "an HDF5 file of episodes");
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

  private static long seed(Group group) {
    Attribute attribute = group.getAttribute("seed");
    Object seed = attribute == null ? null : attribute.getData();
    if (seed instanceof BigInteger large && large.bitLength() >= Long.SIZE) {
      return MinariDataset.NO_SEED;
    }
    return seed instanceof Number number ? number.longValue() : MinariDataset.NO_SEED;
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
