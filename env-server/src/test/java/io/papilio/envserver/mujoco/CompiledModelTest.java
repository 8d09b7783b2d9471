package io.papilio.envserver.mujoco;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.papilio.envserver.mujoco.binding.MjModel;
import io.papilio.envserver.mujoco.binding.MjOption;
import io.papilio.envserver.mujoco.binding.Mujoco;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Our MJCF against the arrays of Gymnasium's compiled models (golden/generate.py). */
class CompiledModelTest {
  /** Our file per golden model; more than one model may be the same file. */
  private static final Map<String, String> MODELS =
      Map.ofEntries(
          Map.entry("Hopper-v5", "hopper.xml"),
          Map.entry("Hopper-v4", "hopper.xml"),
          Map.entry("Walker2d-v5", "walker2d_v5.xml"),
          Map.entry("Walker2d-v4", "walker2d.xml"),
          Map.entry("HalfCheetah-v5", "half_cheetah.xml"),
          Map.entry("HalfCheetah-v4", "half_cheetah.xml"),
          Map.entry("Swimmer-v5", "swimmer.xml"),
          Map.entry("Swimmer-v4", "swimmer.xml"),
          Map.entry("InvertedPendulum-v5", "inverted_pendulum.xml"),
          Map.entry("InvertedPendulum-v4", "inverted_pendulum.xml"),
          Map.entry("Ant-v5", "ant.xml"),
          Map.entry("Ant-v4", "ant.xml"),
          Map.entry("Humanoid-v5", "humanoid.xml"),
          Map.entry("Humanoid-v4", "humanoid.xml"),
          Map.entry("HumanoidStandup-v5", "humanoidstandup.xml"),
          Map.entry("HumanoidStandup-v4", "humanoidstandup.xml"),
          Map.entry("InvertedDoublePendulum-v5", "inverted_double_pendulum.xml"),
          Map.entry("InvertedDoublePendulum-v4", "inverted_double_pendulum.xml"),
          Map.entry("Reacher-v5", "reacher.xml"),
          Map.entry("Reacher-v4", "reacher.xml"),
          Map.entry("Pusher-v5", "pusher_v5.xml"));

  private static final Map<String, Integer> OBJECT_TYPES =
      Map.of(
          "body", Mujoco.mjOBJ_BODY,
          "jnt", Mujoco.mjOBJ_JOINT,
          "geom", Mujoco.mjOBJ_GEOM,
          "site", Mujoco.mjOBJ_SITE,
          "actuator", Mujoco.mjOBJ_ACTUATOR,
          "tendon", Mujoco.mjOBJ_TENDON);

  @TestFactory
  Stream<DynamicTest> everyArrayIsExactlyGymnasiums() {
    return MODELS.keySet().stream().map(id -> dynamicTest(id, () -> compare(id)));
  }

  private static void compare(String id) throws Exception {
    JsonNode golden = new ObjectMapper().readTree(resource("/golden/model-" + id + ".json"));
    String mjcf = "/io/papilio/envserver/model/" + MODELS.get(id);
    try (MujocoModel model =
        MujocoModel.compile(new String(resource(mjcf), StandardCharsets.UTF_8))) {
      MjModel actual = model.handle();
      for (var size : golden.get("sizes").properties()) {
        assertEquals(
            size.getValue().asLong(),
            MjModel.class.getMethod(size.getKey()).invoke(actual),
            size.getKey());
      }
      for (var option : golden.get("option").properties()) {
        assertEquals(numbers(option.getValue()), option(actual.opt(), option), option.getKey());
      }
      for (var field : golden.get("fields").properties()) {
        List<Number> expected = numbers(field.getValue().get("values"));
        Pointer pointer = (Pointer) MjModel.class.getMethod(field.getKey()).invoke(actual);
        assertEquals(expected, numbers(pointer, expected.size()), field.getKey());
      }
      for (var names : golden.get("names").properties()) {
        int type = OBJECT_TYPES.get(names.getKey());
        for (int i = 0; i < names.getValue().size(); i++) {
          BytePointer name = Mujoco.idToName(actual, type, i);
          assertEquals(
              names.getValue().get(i).textValue(),
              name == null ? null : name.getString(),
              names.getKey());
        }
      }
    }
  }

  private static List<Number> option(MjOption options, Map.Entry<String, JsonNode> golden)
      throws ReflectiveOperationException {
    Object value = MjOption.class.getMethod(golden.getKey()).invoke(options);
    return value instanceof Pointer array
        ? numbers(array, golden.getValue().size())
        : List.of(value instanceof Number n ? n : Double.NaN);
  }

  /** Doubles as doubles, everything else as ints; true is 1. */
  private static List<Number> numbers(JsonNode values) {
    List<Number> numbers = new ArrayList<>();
    for (JsonNode value : values.isArray() ? values : List.of(values)) {
      numbers.add(
          value.isBoolean()
              ? (Number) (value.asBoolean() ? 1 : 0)
              : value.isInt() ? (Number) value.asInt() : (Number) value.asDouble());
    }
    return numbers;
  }

  private static List<Number> numbers(Pointer array, int size) {
    List<Number> numbers = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      if (array instanceof DoublePointer doubles) {
        numbers.add(doubles.get(i));
      } else if (array instanceof IntPointer ints) {
        numbers.add(ints.get(i));
      } else if (array instanceof BoolPointer flags) {
        numbers.add(flags.get(i) ? 1 : 0);
      } else {
        throw new IllegalArgumentException(array.getClass().getSimpleName());
      }
    }
    return numbers;
  }

  private static byte[] resource(String path) throws IOException {
    try (var stream = CompiledModelTest.class.getResourceAsStream(path)) {
      return stream.readAllBytes();
    }
  }
}
