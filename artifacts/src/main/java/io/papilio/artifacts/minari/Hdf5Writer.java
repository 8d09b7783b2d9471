package io.papilio.artifacts.minari;

import io.papilio.core.space.Tensor;
import io.papilio.core.trajectory.Trajectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes episodes as one HDF5 file: a group {@code episode_i} with the data sets {@code
 * observations} (T + 1 rows), {@code actions}, {@code rewards}, {@code terminations} and {@code
 * truncations} (T rows).
 *
 * <p>Source: Minari 0.5.3, {@code minari.dataset._storages.hdf5_storage}.
 */
final class Hdf5Writer {
  private Hdf5Writer() {}

  /** Writes to a neighbour, then renames it over {@code file}. One episode is in memory a time. */
  static void write(Path file, Iterator<Trajectory> episodes) {
    Path neighbour = file.resolveSibling("." + file.getFileName());
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (Hdf5File target = new Hdf5File(neighbour)) {
        SortedMap<String, Long> groups = new TreeMap<>();
        for (long id = 0; episodes.hasNext(); id++) {
          groups.put("episode_" + id, write(target, id, episodes.next()));
        }
        target.finish(target.group(groups, Map.of()));
      }
      Files.move(
          neighbour, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }

  private static long write(Hdf5File target, long id, Trajectory episode) throws IOException {
    int length = episode.length();
    SortedMap<String, Long> attributes = new TreeMap<>();
    attributes.put("id", id);
    attributes.put("total_steps", (long) length);
    episode.seed().ifPresent(seed -> attributes.put("seed", seed.longValueExact()));
    SortedMap<String, Long> columns = new TreeMap<>();
    columns.put("observations", target.array(episode.observations()));
    columns.put("actions", target.array(episode.actions()));
    columns.put("rewards", target.array(episode.rewards()));
    columns.put("terminations", target.array(flags(length, episode.terminated())));
    columns.put("truncations", target.array(flags(length, episode.truncated())));
    return target.group(columns, attributes);
  }

  private static Tensor flags(int length, boolean last) {
    boolean[] flags = new boolean[length];
    flags[length - 1] = last;
    return Tensor.bool(flags);
  }
}
