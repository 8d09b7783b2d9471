package io.papilio.core.wrapper;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.papilio.core.env.CallOrder;
import io.papilio.core.env.Environment;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.space.Box;
import io.papilio.core.space.DType;
import io.papilio.core.space.Tensor;
import io.papilio.core.space.TensorMath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads wrappers-golden.json. */
final class WrapperGolden {
  private static final JsonNode FILE = read();

  private WrapperGolden() {}

  static List<JsonNode> cases() {
    List<JsonNode> cases = new ArrayList<>();
    FILE.get("cases").forEach(cases::add);
    return cases;
  }

  static PlaybackEnvironment bare(JsonNode golden) {
    return new PlaybackEnvironment(
        box(golden.get("bare_observations")),
        box(golden.get("bare_actions")),
        tensor(FILE.get("rows")),
        tensor(FILE.get("rewards")));
  }

  /** As the catalogue wraps: the time limit inside, the order of calls outside. */
  static CallOrder wrap(Environment bare, JsonNode golden) {
    Environment environment = new TimeLimit(bare);
    for (JsonNode wrapper : golden.get("wrappers")) {
      Map<String, Object> options = new LinkedHashMap<>();
      wrapper
          .get("options")
          .fields()
          .forEachRemaining(entry -> options.put(entry.getKey(), option(entry.getValue())));
      NamedWrapper named =
          new NamedWrapper(wrapper.get("name").asText(), new KeywordArguments(options));
      environment = Wrappers.wrap(environment, named);
    }
    return new CallOrder(environment);
  }

  static Box box(JsonNode json) {
    return new Box(tensor(json.get("low")), tensor(json.get("high")));
  }

  static Tensor tensor(JsonNode json) {
    List<Integer> shape = new ArrayList<>();
    json.get("shape").forEach(n -> shape.add(n.asInt()));
    DType dtype = DType.valueOf(json.get("dtype").asText().toUpperCase(Locale.ROOT));
    JsonNode values = json.get("values");
    return TensorMath.tensor(dtype, shape, i -> number(values.get(i)), values.size());
  }

  /** Python's text of a float. */
  static double number(JsonNode json) {
    return switch (json.asText()) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> json.isNumber() ? json.asDouble() : Double.parseDouble(json.asText());
    };
  }

  private static Object option(JsonNode json) {
    if (json.isArray()) {
      List<Object> list = new ArrayList<>();
      json.forEach(entry -> list.add(option(entry)));
      return list;
    }
    boolean isText = json.isTextual() && json.asText().matches("[a-z]{4,}");
    return isText ? json.asText() : (Object) number(json);
  }

  private static JsonNode read() {
    try {
      return new ObjectMapper().readTree(WrapperGolden.class.getResource("wrappers-golden.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
