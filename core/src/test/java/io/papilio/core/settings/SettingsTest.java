package io.papilio.core.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  enum Shape {
    ROUND,
    FLAT_TOP
  }

  record Wing(@Setting("Span in metres") double wingSpan, @Setting("Outline") Shape outline) {
    Wing {
      Require.positive(wingSpan, "wingSpan");
    }
  }

  record Butterfly(
      @Setting("Number of legs") int legs,
      @Setting("Name") String name,
      @Setting("Whether it flies") boolean flying,
      Wing wing) {}

  private static final Butterfly DEFAULTS =
      new Butterfly(6, "papilio", true, new Wing(0.1, Shape.ROUND));

  @Test
  void nestedRecordsAreFlattenedInDeclarationOrder() {
    assertEquals(
        List.of("--legs", "--name", "--flying", "--wing-span", "--outline"),
        Settings.of(DEFAULTS).entries().stream().map(Settings.Entry::flag).toList());
  }

  record Swarm(@Setting("Butterflies that fly in a row") int butterfliesInARow) {}

  @Test
  void everyWordOfANameIsSetOffByAHyphen() {
    assertEquals("--butterflies-in-a-row", Settings.of(new Swarm(3)).entries().get(0).flag());
  }

  @Test
  void namedValuesReplaceTheDefaults() {
    assertEquals(
        new Butterfly(4, "papilio", false, new Wing(0.1, Shape.FLAT_TOP)),
        Settings.of(DEFAULTS).with(Map.of("legs", "4", "flying", "false", "outline", "flat-top")));
  }

  @Test
  void mapAndBackIsTheSameRecord() {
    Map<String, Object> map = Settings.toMap(DEFAULTS);
    Map<String, String> text = new java.util.HashMap<>();
    map.forEach((name, value) -> text.put(name, value.toString()));
    assertEquals(
        DEFAULTS, Settings.of(new Butterfly(0, "", false, new Wing(9, Shape.FLAT_TOP))).with(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "legs|many|legs: many (expected: an integer)",
        "wingSpan|wide|wingSpan: wide (expected: a number)",
        "wingSpan|-1|wingSpan: -1.0 (expected: a finite number > 0)",
        "flying|yes|flying: yes (expected: true or false)",
        "outline|square|outline: square (expected: one of [round, flat-top])",
      })
  void badTextIsRefusedByName(String name, String text, String message) {
    Settings<Butterfly> settings = Settings.of(DEFAULTS);
    InvalidValueException refusal =
        assertThrows(InvalidValueException.class, () -> settings.with(Map.of(name, text)));
    assertEquals(message, refusal.getMessage());
  }
}
