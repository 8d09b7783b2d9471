package io.papilio.learner.evaluation;

import io.papilio.artifacts.file.JsonFile;
import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.validation.Require;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The expert's episodes on the evaluation seeds as a JSON file, one object per episode. */
public final class ExpertEpisodes {
  /** The file's name in the directory of a run. */
  public static final String FILE_NAME = "expert.json";

  private ExpertEpisodes() {}

  /** Replaces the file in one step. */
  public static void write(Path file, List<EpisodeStatistics> episodes) {
    JsonFile.write(file, episodes);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws io.papilio.core.validation.InvalidValueException when the file holds something else
   */
  public static List<EpisodeStatistics> read(Path file) {
    List<EpisodeStatistics> episodes =
        Arrays.asList(JsonFile.read(file, EpisodeStatistics[].class));
    Require.that(!episodes.contains(null), "" + file, "null", "episodes");
    return List.copyOf(episodes);
  }
}
