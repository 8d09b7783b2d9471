package io.papilio.core.settings;

import io.papilio.core.validation.Require;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value by name, typed {@code name=value}, of which a setting may be a list.
 *
 * @param value as typed
 */
public record NamedValue(String name, String value) {
  /** What stands for it in the help. */
  static final String PLACEHOLDER = "NAME=VALUE";

  /** A comma begins another one only before a name and an equals sign. */
  private static final Pattern NEXT = Pattern.compile(",\\s*\\w+\\s*=");

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws io.papilio.core.validation.InvalidValueException for text without a name
   */
  static NamedValue parse(String place, String text) {
    String[] words = text.split("=", 2);
    boolean named = words.length == 2 && words[0].strip().matches("\\w+");
    Require.that(named, place, text, PLACEHOLDER);
    return new NamedValue(words[0].strip(), words[1].strip());
  }

  /** Where one of several ends: at a comma outside of brackets and quotes, or the text's end. */
  static int end(String text, int begin) {
    Matcher next = NEXT.matcher(text);
    int depth = 0;
    char before = 0;
    for (int i = begin; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ',' && depth <= 0 && next.region(i, text.length()).lookingAt()) {
        return i;
      } else if ((c == '"' || c == '\'') && "=[({,:".indexOf(before) >= 0) {
        i = closing(text, i);
      } else if (c == '[' || c == '(' || c == '{') {
        depth++;
      } else if (c == ']' || c == ')' || c == '}') {
        depth--;
      }
      before = Character.isWhitespace(c) ? before : c;
    }
    return text.length();
  }

  /** Where the text that a quote opens is closed; the quote itself where it is not. */
  private static int closing(String text, int open) {
    for (int i = open + 1; i < text.length(); i++) {
      if (text.charAt(i) == text.charAt(open)) {
        return i;
      }
      i += text.charAt(i) == '\\' ? 1 : 0;
    }
    return open;
  }

  @Override
  public String toString() {
    return name + "=" + value;
  }
}
