package io.papilio.artifacts.minari;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papilio.artifacts.file.TextFile;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The {@code metadata.json} of an episode that is an Arrow file.
 *
 * @param totalSteps T
 * @param seed what the environment was reset with; absent where it is not known
 */
record EpisodeMetadata(int id, int totalSteps, Optional<BigInteger> seed) {

  /** As Minari writes it. */
  byte[] encode() {
    ObjectNode json = MinariSpace.MAPPER.createObjectNode();
    json.put("id", id).put("total_steps", totalSteps);
    seed.ifPresent(known -> json.put("seed", known));
    return (json + "\n").getBytes(StandardCharsets.UTF_8);
  }

  static EpisodeMetadata read(Path file) {
    Require.that(Files.isRegularFile(file), "" + file, "no such file", "an episode's metadata");
    try {
      JsonNode json = MinariSpace.MAPPER.readTree(TextFile.read(file));
      JsonNode seed = json.path("seed");
      return new EpisodeMetadata(
          json.path("id").asInt(),
          json.path("total_steps").asInt(),
          Optional.of(seed)
              .filter(JsonNode::isIntegralNumber)
              .map(JsonNode::bigIntegerValue)
              .filter(known -> known.signum() >= 0));
    } catch (JsonProcessingException e) {
      throw new InvalidValueException("" + file, "not JSON", "an episode's metadata");
    }
  }
}
