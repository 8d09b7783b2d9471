package io.papilio.envserver.locomotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.papilio.core.env.EnvironmentFactory;
import io.papilio.core.env.Keyword;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Declared keywords against the signatures of Gymnasium (golden/generate_signatures.py). */
class SignatureTest {
  /** Of {@code default_camera_config}; an offscreen image does not depend on them. */
  private static final Set<String> WITHOUT_EFFECT = Set.of("type", "trackbodyid", "fixedcamid");

  @TestFactory
  Stream<DynamicTest> keywordsAndDefaultsAreGymnasiums() throws IOException {
    JsonNode golden;
    try (var stream = SignatureTest.class.getResourceAsStream("/golden/signatures.json")) {
      golden = new ObjectMapper().readTree(stream);
    }
    assertEquals(LocomotionEnvironments.all().size(), golden.size());
    return LocomotionEnvironments.all().stream()
        .map(
            factory ->
                dynamicTest(
                    factory.id(),
                    () -> assertEquals(gymnasium(golden.get(factory.id())), declared(factory))));
  }

  private static Map<String, Object> declared(EnvironmentFactory factory) {
    Map<String, Object> defaults = new TreeMap<>();
    for (Keyword<?> keyword : factory.description().keywords()) {
      defaults.put(keyword.name(), keyword.defaultValue().orElse("None"));
    }
    return defaults;
  }

  private static Map<String, Object> gymnasium(JsonNode signature) {
    Map<String, Object> defaults = new TreeMap<>();
    signature.properties().forEach(entry -> defaults.put(entry.getKey(), value(entry.getValue())));
    // For these two, None means the same as no names.
    defaults.replace("visual_options", "None", Map.of());
    defaults.replace("default_camera_config", "None", Map.of());
    return defaults;
  }

  private static Object value(JsonNode json) {
    if (json.isObject()) {
      Map<String, Object> map = new TreeMap<>();
      json.properties().forEach(entry -> map.put(entry.getKey(), value(entry.getValue())));
      map.keySet().removeAll(WITHOUT_EFFECT);
      return map;
    } else if (json.isArray()) {
      List<Object> list = new ArrayList<>();
      json.forEach(entry -> list.add(value(entry)));
      return list;
    } else if (json.isTextual()) {
      return json.asText().endsWith("Infinity") ? Double.valueOf(json.asText()) : json.asText();
    } else if (json.isBoolean()) {
      return json.asBoolean();
    }
    return json.isNull() ? "None" : (Object) json.asDouble();
  }
}
