package io.papilio.artifacts.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class ConfigMapTest {
  private enum Activation {
    RELU
  }

  @Test
  void valuesBecomePlain() {
    SortedMap<String, Object> map =
        ConfigMap.of(
            Map.of(
                "steps", 3,
                "inner", Map.of("rate", 0.1f, "limit", Double.POSITIVE_INFINITY),
                "data", Path.of("a", "b"),
                "activation", Activation.RELU,
                "patience", Duration.ofSeconds(5),
                "widths", List.of(1, 2)));
    assertEquals(3L, map.get("steps"));
    assertEquals(Map.of("rate", 0.1, "limit", "Infinity"), map.get("inner"));
    assertEquals("a/b", map.get("data"));
    assertEquals("RELU", map.get("activation"));
    assertEquals("PT5S", map.get("patience"));
    assertEquals(List.of(1L, 2L), map.get("widths"));
  }

  @Test
  void plainValuesStayAsTheyAre() {
    SortedMap<String, Object> once = ConfigMap.of(Map.of("b", 1, "a", List.of(true, 2.5)));
    assertEquals(once, ConfigMap.of(once));
    assertEquals("a", once.firstKey());
  }
}
