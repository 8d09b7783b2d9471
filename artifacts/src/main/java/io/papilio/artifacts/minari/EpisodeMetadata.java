package io.papilio.artifacts.minari;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The {@code metadata.json} of an episode that is an Arrow file.
 *
 * @param totalSteps T
 * @param seed what the environment was reset with; {@link MinariDataset#NO_SEED} when not known, or
 *     too large for a long
 */
record EpisodeMetadata(int id, int totalSteps, long seed) {

  /** As Minari writes it. */
  byte[] encode() {
    ObjectNode json = MinariSpace.MAPPER.createObjectNode();
    json.put("id", id).put("total_steps", totalSteps);
    if (seed != MinariDataset.NO_SEED) {
      json.put("seed", seed);
    }
    return (json + "\n").getBytes(StandardCharsets.UTF_8);
  }

  static EpisodeMetadata read(Path file) {
    Require.that(Files.isRegularFile(file), "" + file, "no such file", "an episode's metadata");
    try {
      JsonNode json = MinariSpace.MAPPER.readTree(Files.readString(file));
      JsonNode seed = json.path("seed");
      return new EpisodeMetadata(
          json.path("id").asInt(),
          json.path("total_steps").asInt(),
          seed.canConvertToLong() ? seed.asLong() : MinariDataset.NO_SEED);
    } catch (JsonProcessingException e) {
      throw new InvalidValueException("" + file, "not JSON", "an episode's metadata");
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }
}
