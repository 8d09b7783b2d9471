package io.papilio.artifacts.minari;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papilio.core.space.Box;
import io.papilio.core.space.DType;
import io.papilio.core.space.Discrete;
import io.papilio.core.space.Space;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Spaces as Minari writes them: a string that holds JSON, with Python's {@code Infinity}.
 *
 * <p>Source: Minari 0.5.3, {@code minari.serialization}.
 */
final class MinariSpace {
  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
          .build();

  private MinariSpace() {}

  /** Rejects what this package does not read and write. */
  static void requireStorable(String name, Space space) {
    boolean storable = space instanceof Discrete || space instanceof Box;
    Require.that(storable, name, text(space), "a box; actions: or discrete");
  }

  static String write(Space space) {
    ObjectNode json = MAPPER.createObjectNode();
    if (space instanceof Box box) {
      json.put("type", "Box").put("dtype", box.dtype().numpyName());
      box.shape().forEach(json.putArray("shape")::add);
      json.set("low", nested(box.low()));
      json.set("high", nested(box.high()));
    } else if (space instanceof Discrete discrete) {
      json.put("type", "Discrete").put("dtype", discrete.dtype().numpyName());
      json.put("start", discrete.start()).put("n", discrete.n());
    }
    return json.toString();
  }

  /**
   * @param name what is read, with its file, for messages
   */
  static Space read(String name, String json) {
    try {
      JsonNode node = MAPPER.readTree(json);
      String type = node.path("type").asText();
      return switch (type) {
        case "Box" -> box(name, node);
        case "Discrete" ->
            new Discrete(node.path("n").asLong(), node.path("start").asLong(0), DType.INT64);
        default ->
            throw new InvalidValueException(name, "a space of type " + type, "Box or Discrete");
      };
    } catch (JsonProcessingException e) {
      throw new InvalidValueException(name, "not JSON", "a space of Minari's");
    }
  }

  private static Box box(String name, JsonNode node) {
    String dtypeName = node.path("dtype").asText();
    // float32 has all numbers of half precision.
    String held = dtypeName.equals("float16") ? "float32" : dtypeName;
    DType dtype =
        Arrays.stream(DType.values())
            .filter(type -> type.numpyName().equals(held))
            .findFirst()
            .orElseThrow(
                () -> new InvalidValueException(name, "dtype " + node.path("dtype"), "NumPy's"));
    List<Integer> shape = new ArrayList<>();
    node.path("shape").forEach(n -> shape.add(n.asInt()));
    return new Box(
        bounds(name, dtype, shape, node.path("low")),
        bounds(name, dtype, shape, node.path("high")));
  }

  private static Tensor bounds(String name, DType dtype, List<Integer> shape, JsonNode node) {
    List<JsonNode> leaves = new ArrayList<>();
    flatten(node, leaves);
    int size = shape.stream().reduce(1, Math::multiplyExact);
    Require.that(leaves.size() == size, name, leaves.size() + " bounds", "" + size);
    ByteBuffer bytes = ByteBuffer.allocate(size * dtype.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (JsonNode leaf : leaves) {
      switch (dtype) {
        case FLOAT64 -> bytes.putDouble(leaf.asDouble());
        case FLOAT32 -> bytes.putFloat((float) leaf.asDouble());
        case INT64, UINT64 -> bytes.putLong(leaf.bigIntegerValue().longValue());
        case INT32, UINT32 -> bytes.putInt((int) leaf.asLong());
        case INT16, UINT16 -> bytes.putShort((short) leaf.asLong());
        case INT8, UINT8, BOOL -> bytes.put((byte) leaf.asLong());
      }
    }
    return Tensor.wrap(dtype, shape, bytes.flip());
  }

  private static void flatten(JsonNode node, List<JsonNode> leaves) {
    if (node.isArray()) {
      node.forEach(child -> flatten(child, leaves));
    } else {
      leaves.add(node);
    }
  }

  private static JsonNode nested(Tensor tensor) {
    if (tensor.shape().isEmpty()) {
      JsonNodeFactory json = MAPPER.getNodeFactory();
      return switch (tensor.dtype()) {
        case FLOAT64, FLOAT32 -> json.numberNode(tensor.getDouble(0));
        case BOOL -> json.booleanNode(tensor.getBoolean(0));
        case UINT64 -> json.numberNode(new BigInteger(Long.toUnsignedString(tensor.getLong(0))));
        default -> json.numberNode(tensor.getLong(0));
      };
    }
    ArrayNode array = MAPPER.createArrayNode();
    tensor.rows().forEach(row -> array.add(nested(row.asTensor())));
    return array;
  }

  private static String text(Space space) {
    return space instanceof Box box
        ? "Box " + box.low().describe()
        : space.getClass().getSimpleName();
  }
}
