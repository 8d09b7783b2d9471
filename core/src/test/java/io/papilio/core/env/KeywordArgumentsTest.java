package io.papilio.core.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.validation.InvalidValueException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeywordArgumentsTest {
  private static final Keyword<Double> WEIGHT = Keyword.number("weight", 0.5, "weight");
  private static final Keyword<Integer> SKIP = Keyword.integer("skip", 4, "steps");
  private static final Keyword<Boolean> HIDE = Keyword.flag("hide", true, "whether to hide");
  private static final Keyword<String> FILE = Keyword.text("file", "ant.xml", "model");
  private static final Keyword<String> CAMERA =
      Keyword.optional("camera", "name of a camera", Keyword.Reader.TEXT);
  private static final Keyword<Integer> SIZE =
      Keyword.required("size", "number of observations", Keyword.Reader.INTEGER);

  @Test
  void defaultIsUsedWhereNothingIsGiven() {
    assertEquals(0.5, KeywordArguments.NONE.get(WEIGHT));
    assertEquals(4, KeywordArguments.NONE.get(SKIP));
    assertEquals(true, KeywordArguments.NONE.get(HIDE));
    assertEquals("ant.xml", KeywordArguments.NONE.get(FILE));
    assertEquals(Optional.empty(), KeywordArguments.NONE.find(CAMERA));
  }

  @Test
  void givenValueOverridesTheDefault() {
    assertEquals(Double.POSITIVE_INFINITY, given("weight", Double.POSITIVE_INFINITY).get(WEIGHT));
    assertEquals(-2, given("skip", -2).get(SKIP));
    assertEquals(false, given("hide", false).get(HIDE));
    assertEquals("hopper.xml", given("file", "hopper.xml").get(FILE));
    assertEquals(Optional.of("side"), given("camera", "side").find(CAMERA));
    assertEquals(3, given("size", 3).get(SIZE));
  }

  @Test
  void valueOfAnotherTypeIsRejected() {
    assertEquals("weight: NaN (expected: a number)", rejection(given("weight", 0 / 0.0), WEIGHT));
    assertEquals("skip: 1.5 (expected: an integer)", rejection(given("skip", 1.5), SKIP));
    assertEquals("hide: 1.0 (expected: true or false)", rejection(given("hide", 1), HIDE));
    assertEquals("file: 1.0 (expected: a string)", rejection(given("file", 1), FILE));
  }

  @Test
  void missingRequiredKeywordIsRejected() {
    assertEquals(
        "size: missing (expected: number of observations)", rejection(KeywordArguments.NONE, SIZE));
  }

  @Test
  void unknownKeywordIsRejected() {
    given("skip", 1).checkKnown(List.of(WEIGHT, SKIP));
    var e =
        assertThrows(
            InvalidValueException.class, () -> given("skp", 1).checkKnown(List.of(WEIGHT, SKIP)));
    assertEquals("keyword argument: skp (expected: one of [weight, skip])", e.getMessage());
  }

  @Test
  void defaultsHaveAShortText() {
    assertEquals("0.5", WEIGHT.defaultText());
    assertEquals("4", SKIP.defaultText());
    assertEquals("true", HIDE.defaultText());
    assertEquals("ant.xml", FILE.defaultText());
    assertEquals("None", CAMERA.defaultText());
    assertEquals("required", SIZE.defaultText());
    assertEquals("5e-7", text(5e-7));
    assertEquals("2.5e-7", text(2.5e-7));
    assertEquals("[0.7, inf]", text(List.of(0.7, Double.POSITIVE_INFINITY)));
    assertEquals("{a: [-inf], b: 2}", text(Map.of("b", 2.0, "a", List.of(-1 / 0.0))));
  }

  private static String text(Object defaultValue) {
    return Keyword.of("name", defaultValue, "meaning", (name, value) -> value).defaultText();
  }

  private static KeywordArguments given(String name, Object value) {
    return KeywordArguments.of(name, value);
  }

  private static String rejection(KeywordArguments keywords, Keyword<?> keyword) {
    return assertThrows(InvalidValueException.class, () -> keywords.get(keyword)).getMessage();
  }
}
