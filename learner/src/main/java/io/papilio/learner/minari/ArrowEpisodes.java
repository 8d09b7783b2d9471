package io.papilio.learner.minari;

import io.papilio.core.provenance.AtomicFile;
import io.papilio.core.trajectory.Trajectory;
import java.nio.file.Files;
import java.nio.file.Path;

/** Episodes as directories {@code 0}, {@code 1}, ... of an Arrow file and its metadata each. */
final class ArrowEpisodes {
  private ArrowEpisodes() {}

  /** How many episodes there are without a gap; an episode is there once its metadata is. */
  static int count(Path data) {
    int count = 0;
    while (Files.exists(metadata(data, count))) {
      count++;
    }
    return count;
  }

  /** Writes an episode, its metadata last. */
  static void write(Path data, int id, Trajectory trajectory) {
    AtomicFile.write(file(data, id), ArrowEpisode.encode(trajectory));
    new EpisodeMetadata(id, trajectory.length(), trajectory.seed()).write(metadata(data, id));
  }

  static Trajectory read(Path data, int id, MinariDescription spaces) {
    return ArrowEpisode.read(
        file(data, id), EpisodeMetadata.read(metadata(data, id)).seed(), spaces);
  }

  static Path file(Path data, int id) {
    return data.resolve(Integer.toString(id)).resolve(ArrowEpisode.FILE_NAME);
  }

  static Path metadata(Path data, int id) {
    return data.resolve(Integer.toString(id)).resolve(MinariMetadata.FILE_NAME);
  }
}
