package io.papilio.learner.minari;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papilio.core.provenance.AtomicFile;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The {@code metadata.json} of an episode that is an Arrow file.
 *
 * @param totalSteps T
 * @param seed what the environment was reset with; {@link MinariDataset#NO_SEED} when not known
 */
record EpisodeMetadata(int id, int totalSteps, long seed) {

  /** Replaces the file in one step. */
  void write(Path file) {
    ObjectNode json = MinariSpace.MAPPER.createObjectNode();
    json.put("id", id).put("total_steps", totalSteps);
    if (seed != MinariDataset.NO_SEED) {
      json.put("seed", seed);
    }
    AtomicFile.write(file, json + "\n");
  }

  static EpisodeMetadata read(Path file) {
    Require.that(Files.isRegularFile(file), "" + file, "no such file", "an episode's metadata");
    try {
      JsonNode json = MinariSpace.MAPPER.readTree(Files.readString(file));
      return new EpisodeMetadata(
          json.path("id").asInt(),
          json.path("total_steps").asInt(),
          json.path("seed").asLong(MinariDataset.NO_SEED));
    } catch (JsonProcessingException e) {
      throw new InvalidValueException("" + file, "not JSON", "an episode's metadata");
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }
}
