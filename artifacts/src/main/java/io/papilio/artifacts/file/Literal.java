package io.papilio.artifacts.file;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values as text: JSON's, in Python's spelling too ({@code True}, {@code None}, {@code inf},
 * tuples). A value is a {@link Double}, {@link Boolean}, {@link String}, {@link List} or {@link
 * Map} of values, or null.
 */
public final class Literal {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(
              JsonReadFeature.ALLOW_SINGLE_QUOTES,
              JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS,
              JsonReadFeature.ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS,
              JsonReadFeature.ALLOW_TRAILING_DECIMAL_POINT_FOR_NUMBERS,
              JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
          .defaultPrettyPrinter(new PythonLayout())
          .build();

  /** What Python spells differently, beside strings, which stay as they are. */
  private static final Pattern PYTHON =
      Pattern.compile(
          "\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^'\\\\]|\\\\.)*+'|[()]|(?<!\\w)\\.?(?:inf|nan)\\b"
              + "|\\b(?:True|False|None)\\b");

  /** Text that stands between others without quotes. */
  private static final Pattern WORD = Pattern.compile("[\\w./~:+-]+");

  private Literal() {}

  /** The value that a text writes; the text itself where it writes none. */
  public static Object parse(String text) {
    try {
      JsonNode node = JSON.readTree(PYTHON.matcher(text).replaceAll(Literal::json));
      return node.isMissingNode() ? text : value(node);
    } catch (JsonProcessingException e) {
      return text;
    }
  }

  /** A value as {@link #parse} reads it: a word without quotes, where it reads as itself. */
  public static String text(Object value) {
    return value instanceof String word && WORD.matcher(word).matches() && word.equals(parse(word))
        ? word
        : json(value);
  }

  /** A value as JSON in the layout of Python's {@code json.dumps}; whole numbers are integers. */
  public static String json(Object value) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node(value));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String json(MatchResult python) {
    String json =
        switch (python.group()) {
          case "(" -> "[";
          case ")" -> "]";
          case "True" -> "true";
          case "False" -> "false";
          case "None" -> "null";
          case "inf", ".inf" -> "Infinity";
          case "nan", ".nan" -> "NaN";
          default -> python.group();
        };
    return Matcher.quoteReplacement(json);
  }

  private static Object value(JsonNode node) {
    if (node.isArray()) {
      List<Object> list = new ArrayList<>();
      node.forEach(element -> list.add(value(element)));
      return list;
    } else if (node.isObject()) {
      Map<String, Object> map = new LinkedHashMap<>();
      node.fields().forEachRemaining(field -> map.put(field.getKey(), value(field.getValue())));
      return map;
    } else if (node.isNumber()) {
      return node.doubleValue();
    } else if (node.isBoolean()) {
      return node.booleanValue();
    }
    return node.textValue();
  }

  private static JsonNode node(Object value) {
    if (value instanceof Number number) {
      double exact = number.doubleValue();
      boolean whole = exact == Math.rint(exact) && Math.abs(exact) < 1e15;
      return whole
          ? JsonNodeFactory.instance.numberNode((long) exact)
          : JsonNodeFactory.instance.numberNode(exact);
    } else if (value instanceof Map<?, ?> map) {
      Map<String, JsonNode> nodes = new LinkedHashMap<>();
      map.forEach((name, element) -> nodes.put("" + name, node(element)));
      return JSON.valueToTree(nodes);
    } else if (value instanceof List<?> list) {
      return JSON.valueToTree(list.stream().map(Literal::node).toList());
    }
    return JSON.valueToTree(value);
  }

  /** A blank after each comma and colon. */
  private static final class PythonLayout extends MinimalPrettyPrinter {
    private static final long serialVersionUID = 1L;

    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator to) throws IOException {
      to.writeRaw(": ");
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator to) throws IOException {
      to.writeRaw(", ");
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator to) throws IOException {
      to.writeRaw(", ");
    }
  }
}
