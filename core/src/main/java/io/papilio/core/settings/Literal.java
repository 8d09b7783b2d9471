package io.papilio.core.settings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Values as text: JSON's, in Python's spelling too ({@code True}, {@code None}, {@code inf},
 * tuples). A value is a {@link Double}, {@link Boolean}, {@link String}, {@link List} or {@link
 * Map} of values, or null.
 */
public final class Literal {
  private static final int DEEPEST = 64;
  private static final Pattern NUMBER = Pattern.compile("-?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
  private static final Pattern WORD = Pattern.compile("[-+]?\\.?[A-Za-z]+");
  private static final Pattern STRING =
      Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"|'([^'\\\\]*+)'");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(u([0-9a-fA-F]{4})|.)");

  private final String text;
  private int at;

  private Literal(String text) {
    this.text = text;
  }

  /** The value that a text writes; the text itself where it writes none. */
  public static Object parse(String text) {
    Literal literal = new Literal(text);
    try {
      Object value = literal.value(0);
      literal.skipBlanks();
      return literal.at == text.length() ? value : text;
    } catch (NoLiteral e) {
      return text;
    }
  }

  /** A value as {@link #parse} reads it: a string without quotes, where it reads as itself. */
  public static String text(Object value) {
    return value instanceof String plain && plain.equals(parse(plain)) ? plain : json(value);
  }

  /** A value as JSON in the layout of Python's {@code json.dumps}; whole numbers are integers. */
  public static String json(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> quote("" + entry.getKey()) + ": " + json(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    } else if (value instanceof List<?> list) {
      return list.stream().map(Literal::json).collect(Collectors.joining(", ", "[", "]"));
    } else if (value instanceof Number number) {
      double exact = number.doubleValue();
      return exact == Math.rint(exact) && Math.abs(exact) < 1e15
          ? "" + (long) exact
          : ("" + exact).replace('E', 'e');
    }
    return value instanceof String plain ? quote(plain) : "" + value;
  }

  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  /** A text that writes no value. */
  private static final class NoLiteral extends Exception {
    private static final long serialVersionUID = 1L;

    NoLiteral() {
      super(null, null, false, false);
    }
  }

  private Object value(int depth) throws NoLiteral {
    skipBlanks();
    char c = at < text.length() && depth < DEEPEST ? text.charAt(at) : 0;
    if (c == '[' || c == '(') {
      return list(c == '[' ? ']' : ')', depth);
    } else if (c == '{') {
      return map(depth);
    } else if (c == '"' || c == '\'') {
      return string();
    }
    String number = match(NUMBER);
    return number.isEmpty() ? word(match(WORD)) : (Object) Double.valueOf(number);
  }

  private static Object word(String word) throws NoLiteral {
    return switch (word) {
      case "true", "True" -> true;
      case "false", "False" -> false;
      case "null", "None" -> null;
      case "inf", "+inf", ".inf", "Infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-.inf", "-Infinity" -> Double.NEGATIVE_INFINITY;
      case "nan", ".nan", "NaN" -> Double.NaN;
      default -> throw new NoLiteral();
    };
  }

  private List<Object> list(char end, int depth) throws NoLiteral {
    List<Object> list = new ArrayList<>();
    at++;
    while (!skip(end)) {
      list.add(value(depth + 1));
      separate(end);
    }
    return Collections.unmodifiableList(list);
  }

  private Map<String, Object> map(int depth) throws NoLiteral {
    Map<String, Object> map = new LinkedHashMap<>();
    at++;
    while (!skip('}')) {
      String name = string();
      if (!skip(':')) {
        throw new NoLiteral();
      }
      map.put(name, value(depth + 1));
      separate('}');
    }
    return Collections.unmodifiableMap(map);
  }

  /** Passes a comma, which only the end may replace. */
  private void separate(char end) throws NoLiteral {
    boolean more = skip(',');
    if (!more && (at == text.length() || text.charAt(at) != end)) {
      throw new NoLiteral();
    }
  }

  private String string() throws NoLiteral {
    skipBlanks();
    Matcher matcher = STRING.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw new NoLiteral();
    }
    at = matcher.end();
    return matcher.group(1) == null
        ? matcher.group(2)
        : ESCAPE
            .matcher(matcher.group(1))
            .replaceAll(escape -> Matcher.quoteReplacement(unescaped(escape.group(1))));
  }

  private static String unescaped(String escape) {
    return switch (escape.charAt(0)) {
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'r' -> "\r";
      case 'b' -> "\b";
      case 'f' -> "\f";
      case 'u' -> escape.length() < 5 ? escape : "" + (char) Integer.parseInt(escape, 1, 5, 16);
      default -> escape;
    };
  }

  private String match(Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      return "";
    }
    at = matcher.end();
    return matcher.group();
  }

  private boolean skip(char expected) {
    skipBlanks();
    boolean found = at < text.length() && text.charAt(at) == expected;
    at += found ? 1 : 0;
    return found;
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }
}
