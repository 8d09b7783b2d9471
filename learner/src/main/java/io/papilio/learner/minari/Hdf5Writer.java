package io.papilio.learner.minari;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.DatasetCreationOptions;
import io.jhdf.api.WritableGroup;
import io.papilio.core.env.Tensor;
import io.papilio.core.trajectory.Trajectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;

/**
 * Writes episodes as one HDF5 file: a group {@code episode_i} with the data sets {@code
 * observations} (T + 1 rows), {@code actions}, {@code rewards}, {@code terminations} and {@code
 * truncations} (T rows).
 *
 * <p>jHDF holds a file in memory until it is written, and its flags are bit fields, which h5py
 * reads as uint8, 0 or 1, where Minari's own files have an enumeration of FALSE and TRUE.
 *
 * <p>Source: Minari 0.5.3, {@code minari.dataset._storages.hdf5_storage}.
 */
final class Hdf5Writer {
  private Hdf5Writer() {}

  /** Writes to a neighbour, then renames it over {@code file}. */
  static void write(Path file, Iterator<Trajectory> episodes) {
    Path neighbour = file.resolveSibling("." + file.getFileName());
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (WritableHdfFile target = HdfFile.write(neighbour)) {
        for (int id = 0; episodes.hasNext(); id++) {
          write(target.putGroup("episode_" + id), id, episodes.next());
        }
      }
      Files.move(
          neighbour, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }

  private static void write(WritableGroup group, int id, Trajectory episode) {
    int length = episode.length();
    group.putAttribute("id", (long) id);
    group.putAttribute("total_steps", (long) length);
    if (episode.seed() != MinariDataset.NO_SEED) {
      group.putAttribute("seed", episode.seed());
    }
    put(group, "observations", episode.observations());
    put(group, "actions", episode.actions());
    put(group, "rewards", episode.rewards());
    put(group, "terminations", flags(length, episode.terminated()));
    put(group, "truncations", flags(length, episode.truncated()));
  }

  private static void put(WritableGroup group, String name, Tensor tensor) {
    boolean unsigned = tensor.dtype().name().startsWith("U");
    var options = DatasetCreationOptions.builder();
    group.putDataset(
        name, NestedArrays.of(tensor), (unsigned ? options.unsigned() : options).build());
  }

  private static Tensor flags(int length, boolean last) {
    boolean[] flags = new boolean[length];
    flags[length - 1] = last;
    return Tensor.bool(flags);
  }
}
