package io.papilio.core.validation;

/** The invisible character that some editors put before a text in Unicode. */
public final class ByteOrderMark {
  private static final String MARK = "\uFEFF";

  private ByteOrderMark() {}

  /** The text without a mark before it. */
  public static String skip(String text) {
    return text.startsWith(MARK) ? text.substring(MARK.length()) : text;
  }
}
