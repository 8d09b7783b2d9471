package io.papilio.artifacts.minari;

import io.papilio.artifacts.file.AtomicFile;
import io.papilio.core.trajectory.Trajectory;
import java.nio.file.Path;

/** Episodes as directories {@code 0}, {@code 1}, ... of an Arrow file and its metadata each. */
final class ArrowEpisodes {
  private ArrowEpisodes() {}

  /**
   * Writes an episode.
   *
   * @param directory that digests are relative to
   * @return the digests of what was to be written
   */
  static FileDigests write(Path directory, Path data, int id, Trajectory trajectory) {
    byte[] columns = ArrowEpisode.encode(trajectory);
    byte[] metadata = new EpisodeMetadata(id, trajectory.length(), trajectory.seed()).encode();
    AtomicFile.write(file(data, id), columns);
    AtomicFile.write(metadata(data, id), metadata);
    return FileDigests.of(directory, file(data, id), columns)
        .and(FileDigests.of(directory, metadata(data, id), metadata));
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
