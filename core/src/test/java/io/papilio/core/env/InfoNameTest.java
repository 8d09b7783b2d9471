package io.papilio.core.env;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InfoNameTest {
  @Test
  void keysComeBackAsTheyWere() {
    Map<String, List<String>> keysByName =
        Map.of(
            "x_velocity", List.of("x_velocity"),
            "episode.r", List.of("episode", "r"),
            "reward~1total", List.of("reward.total"),
            "a~1b.~0c~1d", List.of("a.b", "~c.d"),
            "a.", List.of("a", ""),
            "~01", List.of("~1"));
    keysByName.forEach(
        (name, keys) -> {
          assertEquals(name, InfoName.of(keys.toArray(String[]::new)));
          assertEquals(keys, InfoName.keys(name));
          assertEquals(String.join(".", keys), InfoName.plain(name));
        });
  }

  @Test
  void nameThatIsNotEscapedStandsForItself() {
    assertEquals(List.of("~", "a~b~2"), InfoName.keys("~.a~b~2"));
  }
}
