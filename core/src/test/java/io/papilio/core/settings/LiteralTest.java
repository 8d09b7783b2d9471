package io.papilio.core.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.validation.InvalidValueException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralTest {
  private record Named(@Setting("Named") List<NamedValue> named) {}

  private static List<NamedValue> named(String text) {
    return Settings.of(Settings.defaults(Named.class)).with(Map.of("named", text)).named();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "0.50|0.5",
        "1e-3|0.001",
        "-2.0|-2",
        ".5|0.5",
        "True|true",
        "None|null",
        "(0.2, inf)|[0.2, Infinity]",
        "[ -inf,[1,],[] ]|[-Infinity, [1], []]",
        "{\"a\": {\"b\": False}, 'c': 'd'}|{\"a\": {\"b\": false}, \"c\": \"d\"}",
        "\"ant.xml\"|ant.xml",
        "\"\\u0031\\\"\"|1\"",
        "\"1\"|\"1\"",
        "./my.xml|./my.xml",
        "1.2.3|1.2.3",
        "[1, 2|[1, 2",
        "[1 2]|[1 2]",
        "{a: 1}|{a: 1}",
        "``|``",
      })
  void valuesAreJsonOrPythonAndAllElseIsText(String typed, String canonical) {
    Object value = Literal.parse(typed);
    assertEquals(canonical, Literal.text(value));
    assertEquals(value, Literal.parse(canonical));
  }

  @Test
  void typesAreThoseOfKeywordArguments() {
    assertEquals(
        Arrays.asList(1.0, true, "a", null, Map.of("b", List.of())),
        Literal.parse("[1, true, \"a\", null, {\"b\": []}]"));
    String deep = "[".repeat(100_000);
    assertEquals(deep, Literal.parse(deep));
  }

  @Test
  void aCommaInsideOfAValueSeparatesNothing() {
    List<NamedValue> values =
        named("range=(0.2,1), text='a, b=c',plain=it's x, y, last={'k': ']'}");
    assertEquals(List.of(0.2, 1.0), values.get(0).value());
    assertEquals(
        List.of("range", "text", "plain", "last"), values.stream().map(NamedValue::name).toList());
    assertEquals(
        List.of("range=[0.2, 1]", "text=\"a, b=c\"", "plain=it's x, y", "last={\"k\": \"]\"}"),
        values.stream().map(NamedValue::toString).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"fall_reward", "=1", "a b=1"})
  void whatHasNoNameIsRejected(String typed) {
    assertThrows(InvalidValueException.class, () -> named(typed));
  }
}
