package io.papilio.core.space;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Spaces and elements from the JSON of make_space_membership.py. */
final class SpaceReader {
  private SpaceReader() {}

  static Space space(JsonNode json) {
    return switch (json.get("kind").textValue()) {
      case "box" -> new Box(tensor(json.get("low")), tensor(json.get("high")));
      case "discrete" ->
          new Discrete(json.get("n").longValue(), json.get("start").longValue(), dtype(json));
      case "multi_discrete" ->
          new MultiDiscrete(tensor(json.get("nvec")), tensor(json.get("start")), dtype(json));
      case "multi_binary" -> new MultiBinary(list(json.get("shape"), JsonNode::intValue));
      case "text" ->
          new Text(
              json.get("min_length").intValue(),
              json.get("max_length").intValue(),
              json.get("charset").textValue());
      case "tuple" -> new Tuple(list(json.get("spaces"), SpaceReader::space));
      case "dict" -> new Dict(map(json.get("spaces"), SpaceReader::space));
      case "sequence" -> new Sequence(space(json.get("space")), json.get("stack").booleanValue());
      case "one_of" -> new OneOf(list(json.get("spaces"), SpaceReader::space));
      case "graph" ->
          new Graph(
              space(json.get("node")),
              json.get("edge").isNull() ? Optional.empty() : Optional.of(space(json.get("edge"))));
      default -> throw new IllegalArgumentException(json.toString());
    };
  }

  static Element element(JsonNode json) {
    return switch (json.fieldNames().next()) {
      case "tensor" -> tensor(json.get("tensor"));
      case "text" -> new TextElement(json.get("text").textValue());
      case "list" -> new ListElement(list(json.get("list"), SpaceReader::element));
      case "dict" -> new DictElement(map(json.get("dict"), SpaceReader::element));
      case "index" -> new OneOfElement(json.get("index").intValue(), element(json.get("element")));
      case "nodes" ->
          new GraphElement(
              tensor(json.get("nodes")),
              optionalTensor(json.get("edges")),
              optionalTensor(json.get("edge_links")));
      default -> throw new IllegalArgumentException(json.toString());
    };
  }

  private static Tensor tensor(JsonNode json) {
    DType dtype = dtype(json);
    JsonNode data = json.get("data");
    ByteBuffer bytes =
        ByteBuffer.allocate(data.size() * dtype.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (JsonNode number : data) {
      switch (dtype) {
        case FLOAT64 -> bytes.putDouble(Double.parseDouble(number.asText()));
        case FLOAT32 -> bytes.putFloat((float) Double.parseDouble(number.asText()));
        default -> putInteger(bytes, number.bigIntegerValue().longValue(), dtype.bytes());
      }
    }
    return Tensor.wrap(dtype, list(json.get("shape"), JsonNode::intValue), bytes.flip());
  }

  private static void putInteger(ByteBuffer bytes, long value, int size) {
    for (int i = 0; i < size; i++) {
      bytes.put((byte) (value >> (8 * i)));
    }
  }

  private static Optional<Tensor> optionalTensor(JsonNode json) {
    return json.isNull() ? Optional.empty() : Optional.of(tensor(json));
  }

  private static DType dtype(JsonNode json) {
    return DType.valueOf(json.get("dtype").textValue().toUpperCase(Locale.ROOT));
  }

  private static <T> List<T> list(JsonNode json, Function<JsonNode, T> read) {
    List<T> list = new ArrayList<>();
    json.forEach(item -> list.add(read.apply(item)));
    return list;
  }

  private static <T> Map<String, T> map(JsonNode json, Function<JsonNode, T> read) {
    Map<String, T> map = new LinkedHashMap<>();
    json.fields().forEachRemaining(entry -> map.put(entry.getKey(), read.apply(entry.getValue())));
    return map;
  }
}
