package io.papilio.artifacts.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiteralTest {
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
        "-inf|-Infinity",
        "(0.2, inf)|[0.2, Infinity]",
        "[ -.inf,[1,],[] ]|[-Infinity, [1], []]",
        "{\"a\": {\"b\": False}, 'c': 'True (d)'}|{\"a\": {\"b\": false}, \"c\": \"True (d)\"}",
        "\"ant.xml\"|ant.xml",
        "\"\\u0031\\\"\"|\"1\\\"\"",
        "\"1\"|\"1\"",
        "./my.xml|./my.xml",
        "1.2.3|1.2.3",
        "information|information",
        "it's x, y|\"it's x, y\"",
        "[1, 2|\"[1, 2\"",
        "[1 2]|\"[1 2]\"",
        "{a: 1}|\"{a: 1}\"",
        "``|\"\"",
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
}
