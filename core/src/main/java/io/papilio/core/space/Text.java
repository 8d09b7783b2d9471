package io.papilio.core.space;

import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;

/**
 * Strings over a set of characters (Gymnasium's {@code Text}). Characters are Unicode code points.
 *
 * @param minLength in characters
 * @param maxLength in characters, inclusive
 * @param charset every allowed character once
 */
public record Text(int minLength, int maxLength, String charset) implements Space {
  /** Gymnasium's default characters: ASCII letters and digits. */
  public static final String ALPHANUMERIC =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

  public Text {
    Require.nonNegative(minLength, "min_length");
    Require.that(maxLength >= minLength, "max_length", maxLength, ">= " + minLength);
    Require.that(
        charset.codePoints().distinct().count() == charset.codePoints().count(),
        "charset",
        "'" + charset + "'",
        "every character once");
  }

  @Override
  public void check(String name, Element element) {
    if (!(element instanceof TextElement)) {
      throw new InvalidValueException(name, element.describe(), "text");
    }
    Require.that(
        contains(element),
        name,
        element.describe(),
        minLength + " to " + maxLength + " characters of '" + charset + "'");
  }

  @Override
  public boolean contains(Element element) {
    if (!(element instanceof TextElement text)) {
      return false;
    }
    int length = text.text().codePointCount(0, text.text().length());
    return length >= minLength
        && length <= maxLength
        && text.text().codePoints().allMatch(character -> charset.indexOf(character) >= 0);
  }
}
