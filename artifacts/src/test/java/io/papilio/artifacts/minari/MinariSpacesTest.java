package io.papilio.artifacts.minari;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.papilio.core.space.DType;
import io.papilio.core.space.Tensor;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.validation.InvalidValueException;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Boxes of every kind as Minari 0.5.3 wrote them; generate_spaces.py made them. */
class MinariSpacesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "bool-arrow",
        "bool-hdf5",
        "int8-arrow",
        "int8-hdf5",
        "uint8-arrow",
        "uint16-arrow",
        "uint16-hdf5",
        "uint32-arrow",
        "uint32-hdf5",
        "uint64-arrow",
        "uint64-hdf5",
        "float16-arrow",
        "float16-hdf5",
        "float64-arrow",
        "float64-hdf5",
        "scalar-arrow",
        "scalar-hdf5",
        "gray-arrow",
        "gray-hdf5",
        "colour-arrow",
        "colour-hdf5",
        "other-bounds-arrow",
        "middle-arrow",
        "middle-hdf5",
        "large-seed-arrow",
        "large-seed-hdf5",
        "umlaut-arrow"
      })
  void everyValueIsWhatMinariReads(String name) throws IOException {
    assertEquals(expected(name), MinariDataset.open(resource(name)).toList());
  }

  @Test
  void boundsAreMinaris() {
    var box = description("uint64-arrow").observationSpace();
    assertEquals(DType.UINT64, box.dtype());
    assertEquals(List.of(2, 3), box.shape());
    assertEquals(0, box.low().getLong(5));
    assertEquals(-1, box.high().getLong(5));
    var flags = description("bool-hdf5").observationSpace();
    assertEquals(Tensor.bool(new boolean[6], 2, 3), flags.low());
    assertTrue(flags.high().getBoolean(5));
  }

  @Test
  void namespaceMayHaveLettersOfAnyLanguage() {
    assertEquals("Übung/für_alle/umlaut-arrow-v0", description("umlaut-arrow").datasetId());
  }

  @Test
  void jpegOfWhatIsNoImageIsRefused() {
    MinariDataset dataset = MinariDataset.open(resource("uint8-jpeg-hdf5"));
    var error = assertThrows(InvalidValueException.class, dataset::toList);
    String message = error.getMessage();
    assertTrue(
        message.contains("/observations: JPEG (expected: numbers; of uint8 without being images"),
        message);
  }

  @Test
  void parquetIsRefusedAndTheWayOutIsNamed() {
    var error =
        assertThrows(
            InvalidValueException.class, () -> MinariDataset.open(resource("parquet-parquet")));
    String expected =
        "metadata.json: data_format parquet (expected: arrow or hdf5;"
            + " clients/python/examples/convert_dataset.py makes one of it)";
    assertTrue(error.getMessage().endsWith(expected), error.getMessage());
  }

  private static MinariDescription description(String name) {
    return MinariDataset.open(resource(name)).metadata().description();
  }

  private static List<Trajectory> expected(String name) throws IOException {
    List<Trajectory> trajectories = new ArrayList<>();
    Path file = resource(name).resolve("expected.json");
    for (JsonNode episode : new ObjectMapper().readTree(file.toFile())) {
      String seed = episode.path("seed").asText();
      trajectories.add(
          new Trajectory(
              Optional.of(new BigInteger(seed)),
              tensor(episode.path("observations")),
              tensor(episode.path("actions")),
              tensor(episode.path("rewards")),
              episode.path("terminated").asBoolean(),
              episode.path("truncated").asBoolean()));
    }
    return trajectories;
  }

  private static Tensor tensor(JsonNode array) {
    List<Integer> shape = new ArrayList<>();
    array.path("shape").forEach(n -> shape.add(n.asInt()));
    return Tensor.wrap(
        DType.valueOf(array.path("dtype").asText().toUpperCase(Locale.ROOT)),
        shape,
        ByteBuffer.wrap(Base64.getDecoder().decode(array.path("bytes").asText())));
  }

  private static Path resource(String name) {
    try {
      return Path.of(MinariSpacesTest.class.getResource("spaces/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
