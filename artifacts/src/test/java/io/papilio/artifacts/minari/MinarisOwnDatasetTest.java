package io.papilio.artifacts.minari;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.papilio.core.space.Box;
import io.papilio.core.space.Discrete;
import io.papilio.core.space.Tensor;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.validation.InvalidValueException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data sets that Minari 0.5.3 wrote; generate.py beside them made them. */
class MinarisOwnDatasetTest {
  @TempDir Path temporary;

  @ParameterizedTest
  @ValueSource(strings = {"cartpole-arrow", "cartpole-hdf5"})
  void everyNumberIsMinaris(String name) throws IOException {
    MinariDataset dataset = MinariDataset.open(resource(name));
    assertEquals(expected(), dataset.toList());
    MinariDescription description = dataset.metadata().description();
    assertEquals("CartPole-v1", description.environment());
    assertTrue(description.envSpec().orElseThrow().contains("classic_control.cartpole:"));
    assertEquals("alternation", description.algorithm());
    assertEquals(new Discrete(2, 0), description.actionSpace());
    Box box = description.observationSpace();
    assertEquals(4.8f, (float) box.high().getDouble(0));
    assertEquals(Double.NEGATIVE_INFINITY, box.low().getDouble(1));
  }

  @Test
  void dataDirectoryItselfIsADataSetToo() throws IOException {
    assertEquals(expected(), MinariDataset.open(resource("cartpole-arrow/data")).toList());
  }

  @Test
  void otherFormatsAndSpacesAreRefusedByName() throws IOException {
    String text = Files.readString(resource("cartpole-arrow/data/metadata.json"));
    assertEquals(
        "data_format lance (expected: arrow or hdf5;"
            + " clients/python/examples/convert_dataset.py makes one of it)",
        refusal(text.replace("\"arrow\"", "\"lance\"")));
    assertEquals(
        "a space of type Text (expected: Box or Discrete)",
        refusal(text.replace("\\\"Discrete\\\"", "\\\"Text\\\"")));
  }

  /** Minari makes the environment then, and asks it. */
  @Test
  void spacesThatAreLeftOutAreAskedFor() throws IOException {
    String text = Files.readString(resource("cartpole-arrow/data/metadata.json"));
    for (String name : List.of("observation_space", "action_space")) {
      assertEquals(
          name
              + ": nothing (expected: text, as Minari writes it;"
              + " a copy by clients/python/examples/convert_dataset.py has it)",
          refusal(text.replace("\"" + name + "\"", "\"other\"")));
    }
  }

  private String refusal(String metadata) throws IOException {
    Path file = temporary.resolve("metadata.json");
    Files.writeString(file, metadata);
    var error = assertThrows(InvalidValueException.class, () -> MinariDataset.open(temporary));
    return error.getMessage().substring((file + ": ").length());
  }

  private static List<Trajectory> expected() throws IOException {
    List<Trajectory> trajectories = new ArrayList<>();
    for (JsonNode episode : new ObjectMapper().readTree(resource("cartpole.json").toFile())) {
      long[] actions =
          StreamSupport.stream(episode.path("actions").spliterator(), false)
              .mapToLong(JsonNode::asLong)
              .toArray();
      float[] observations = new float[4 * (actions.length + 1)];
      for (int i = 0; i < observations.length; i++) {
        // A float32 is printed as the double that it is.
        observations[i] = (float) episode.path("observations").path(i / 4).path(i % 4).asDouble();
      }
      double[] rewards = new double[actions.length];
      Arrays.fill(rewards, 1);
      trajectories.add(
          new Trajectory(
              Optional.of(episode.path("seed").bigIntegerValue()),
              Tensor.float32(observations, actions.length + 1, 4),
              Tensor.int64(actions),
              Tensor.float64(rewards),
              episode.path("terminated").asBoolean(),
              episode.path("truncated").asBoolean()));
    }
    return trajectories;
  }

  private static Path resource(String name) {
    try {
      return Path.of(MinarisOwnDatasetTest.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
