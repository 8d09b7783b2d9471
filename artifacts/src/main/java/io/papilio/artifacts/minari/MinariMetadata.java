package io.papilio.artifacts.minari;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papilio.artifacts.file.AtomicFile;
import io.papilio.artifacts.file.Literal;
import io.papilio.artifacts.file.TextFile;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.space.Box;
import io.papilio.core.space.Space;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The {@code metadata.json} of a data set.
 *
 * @param totalSteps of all episodes together
 */
public record MinariMetadata(
    MinariDescription description, MinariFormat format, int totalEpisodes, long totalSteps) {
  static final String FILE_NAME = "metadata.json";
  private static final String KEYWORDS = "environment_keywords";
  private static final String MINARI_VERSION = "0.5.3";

  public MinariMetadata {
    Require.positive(totalEpisodes, "total_episodes");
    Require.that(totalSteps >= totalEpisodes, "total_steps", totalSteps, ">= " + totalEpisodes);
  }

  /**
   * Replaces the file in one step.
   *
   * @param dataBytes size of the other files
   */
  void write(Path file, long dataBytes) {
    ObjectNode json = MinariSpace.MAPPER.createObjectNode();
    json.put("dataset_id", description.datasetId());
    json.put("minari_version", MINARI_VERSION);
    json.put("data_format", format.minariName());
    json.put("total_episodes", totalEpisodes);
    json.put("total_steps", totalSteps);
    // Megabytes with one decimal, as Minari counts them.
    json.put("dataset_size", Math.rint(dataBytes / 1e5) / 10);
    json.put("observation_space", MinariSpace.write(description.observationSpace()));
    json.put("action_space", MinariSpace.write(description.actionSpace()));
    json.put("algorithm_name", description.algorithm());
    json.put("description", description.text());
    json.put("environment", description.environment());
    if (!description.keywords().values().isEmpty()) {
      // Text, as the spaces; env_spec has them too, but not of environments that are not
      // Gymnasium's.
      json.put(KEYWORDS, Literal.json(description.keywords().values()));
    }
    json.putArray("author").add("Papilio");
    description.envSpec().ifPresent(spec -> json.put("env_spec", spec));
    AtomicFile.write(file, json.toPrettyString() + "\n");
  }

  /**
   * Reads what Minari or {@link #write} wrote.
   *
   * @throws InvalidValueException when the file is missing or holds something else
   */
  static MinariMetadata read(Path file) {
    Require.that(Files.isRegularFile(file), "" + file, "no such file", "a Minari data set");
    try {
      JsonNode json = MinariSpace.MAPPER.readTree(TextFile.read(file));
      String name = file.toString();
      Space observations = MinariSpace.read(name, text(name, json, "observation_space"));
      if (!(observations instanceof Box box)) {
        throw new InvalidValueException(name, "observation_space " + observations, "a Box");
      }
      MinariDescription description =
          new MinariDescription(
              text(name, json, "dataset_id"),
              environment(json),
              keywords(json),
              box,
              MinariSpace.read(name, text(name, json, "action_space")),
              json.path("algorithm_name").asText(""),
              json.path("description").asText(""),
              Optional.ofNullable(json.path("env_spec").textValue()));
      int episodes = json.path("total_episodes").asInt();
      Require.that(episodes > 0, name, "no episode", "at least one");
      return new MinariMetadata(
          description,
          MinariFormat.ofName(name, text(name, json, "data_format")),
          episodes,
          json.path("total_steps").asLong());
    } catch (JsonProcessingException e) {
      throw new InvalidValueException("" + file, "not JSON", "the metadata of a Minari data set");
    }
  }

  private static String text(String file, JsonNode json, String name) {
    JsonNode value = json.path(name);
    Require.that(
        !value.isMissingNode(),
        file + ": " + name,
        "nothing",
        "text, as Minari writes it; a copy by clients/python/examples/convert_dataset.py has it");
    Require.that(value.isTextual(), file, name + " " + value, "text, as Minari writes it");
    return value.asText();
  }

  private static KeywordArguments keywords(JsonNode json) {
    return json.has(KEYWORDS)
        ? GymnasiumSpec.keywords("{\"kwargs\": " + json.path(KEYWORDS).asText() + "}")
        : GymnasiumSpec.keywords(json.path("env_spec").asText());
  }

  /** Ours is named; Minari's own has Gymnasium's EnvSpec, a string that holds JSON. */
  private static String environment(JsonNode json) throws JsonProcessingException {
    if (json.has("environment")) {
      return json.path("environment").asText();
    }
    return json.has("env_spec")
        ? MinariSpace.MAPPER.readTree(json.path("env_spec").asText()).path("id").asText("")
        : "";
  }
}
