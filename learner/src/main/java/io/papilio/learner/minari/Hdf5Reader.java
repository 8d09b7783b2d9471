package io.papilio.learner.minari;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.papilio.core.env.Box;
import io.papilio.core.env.DType;
import io.papilio.core.env.Discrete;
import io.papilio.core.env.Tensor;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
   * @throws InvalidValueException when the file does not hold so many episodes of these spaces
   */
  static List<Trajectory> read(Path path, MinariDescription spaces, int episodes) {
    Require.that(Files.isRegularFile(path), "" + path, "no such file", "an HDF5 file");
    Hdf5Reader reader = new Hdf5Reader(path.toString(), spaces);
    try (HdfFile hdf5 = new HdfFile(path)) {
      List<Trajectory> trajectories = new ArrayList<>();
      for (int id = 0; id < episodes; id++) {
        trajectories.add(reader.episode(hdf5, "episode_" + id));
      }
      return trajectories;
    } catch (InvalidValueException e) {
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
    Tensor rewards = column(group, "rewards", DType.INT64, -1, List.of());
    int length = rewards.size();
    Require.that(length > 0, file, name + " without steps", "at least 1");
    DType wholes = spaces.observationSpace().dtype();
    DType choices =
        spaces.actionSpace() instanceof Discrete
            ? DType.INT64
            : ((Box) spaces.actionSpace()).dtype();
    return EpisodeColumns.trajectory(
        file + " " + name,
        seed(group),
        column(group, "observations", wholes, length + 1, spaces.observationSpace().shape()),
        column(group, "actions", choices, length, ArrowEpisode.rowShape(spaces.actionSpace())),
        rewards,
        column(group, "terminations", DType.UINT8, length, List.of()),
        column(group, "truncations", DType.UINT8, length, List.of()));
  }

  private static long seed(Group group) {
    Attribute seed = group.getAttribute("seed");
    return seed != null && seed.getData() instanceof Number number
        ? number.longValue()
        : MinariDataset.NO_SEED;
  }

  /**
   * @param rows -1 for as many as there are
   */
  private Tensor column(
      Group group, String name, DType integers, int rows, List<Integer> rowShape) {
    String place = file + " " + group.getName() + "/" + name;
    if (!(group.getChild(name) instanceof Dataset dataset)) {
      throw new InvalidValueException(place, "missing", "a data set");
    }
    List<Integer> shape = new ArrayList<>();
    Arrays.stream(dataset.getDimensions()).forEach(shape::add);
    int found = shape.isEmpty() ? 0 : shape.get(0);
    List<Integer> expected = new ArrayList<>(List.of(rows < 0 ? found : rows));
    expected.addAll(rowShape);
    Object flat = dataset.getDataFlat();
    if (flat instanceof String[] names) {
      // h5py writes booleans as an enumeration of FALSE and TRUE.
      byte[] flags = new byte[names.length];
      for (int i = 0; i < flags.length; i++) {
        flags[i] = (byte) (names[i].equals("TRUE") ? 1 : 0);
      }
      flat = flags;
    }
    int size = expected.stream().reduce(1, Math::multiplyExact);
    // A column of scalars may have an axis of one more.
    Require.that(
        Array.getLength(flat) == size && found == expected.get(0),
        place,
        "shape " + shape,
        "" + expected);
    return NestedArrays.read(place, flat, integers, expected);
  }
}
