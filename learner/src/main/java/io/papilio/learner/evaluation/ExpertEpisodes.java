package io.papilio.learner.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.papilio.artifacts.run.AtomicFile;
import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.validation.InvalidValueException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The expert's episodes on the evaluation seeds as a JSON file, one object per episode. */
public final class ExpertEpisodes {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ExpertEpisodes() {}

  /** Replaces the file in one step. */
  public static void write(Path file, List<EpisodeStatistics> episodes) {
    try {
      String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(episodes);
      AtomicFile.write(file, text + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("episodes are always JSON", e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws InvalidValueException when the file holds something else
   */
  public static List<EpisodeStatistics> read(Path file) {
    try {
      return List.of(JSON.readValue(Files.readString(file), EpisodeStatistics[].class));
    } catch (JsonProcessingException e) {
      throw new InvalidValueException(
          file + ": " + e.getOriginalMessage() + " (expected: a list of episodes)");
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }
}
