package io.papilio.learner.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.papilio.artifacts.run.AtomicFile;
import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.validation.InvalidValueException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The expert's episodes on the evaluation seeds as a JSON file, one object per episode. */
public final class ExpertEpisodes {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ExpertEpisodes() {}

  /** Replaces the file in one step. */
  public static void write(Path file, List<EpisodeStatistics> episodes) {
    try {
      List<Row> rows = episodes.stream().map(Row::of).toList();
      String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(rows);
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
      Row[] rows = JSON.readValue(Files.readString(file), Row[].class);
      return Arrays.stream(rows).map(Row::statistics).toList();
    } catch (JsonProcessingException e) {
      throw new InvalidValueException(
          file + ": " + e.getOriginalMessage() + " (expected: a list of episodes)");
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * An episode in the file.
   *
   * @param seed null where it is not known; then it is not in the file
   */
  private record Row(
      @JsonInclude(JsonInclude.Include.NON_NULL) BigInteger seed,
      double undiscountedReturn,
      int length,
      boolean terminated,
      boolean truncated) {
    static Row of(EpisodeStatistics episode) {
      return new Row(
          episode.seed().orElse(null),
          episode.undiscountedReturn(),
          episode.length(),
          episode.terminated(),
          episode.truncated());
    }

    EpisodeStatistics statistics() {
      return new EpisodeStatistics(
          Optional.ofNullable(seed), undiscountedReturn, length, terminated, truncated);
    }
  }
}
