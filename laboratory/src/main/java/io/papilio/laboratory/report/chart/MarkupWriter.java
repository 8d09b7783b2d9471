package io.papilio.laboratory.report.chart;

import io.papilio.core.validation.Require;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML or SVG that is well-formed XML: every text and attribute is escaped, every element is
 * closed. Attributes come as name, value, name, value; numbers are written by {@link #number}.
 */
public final class MarkupWriter {
  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** Opens an element; its content follows until {@link #close}. */
  public MarkupWriter open(String name, Object... attributes) {
    start(name, attributes).append('>');
    open.push(name);
    return this;
  }

  /** Closes the element that was opened last. */
  public MarkupWriter close() {
    out.append("</").append(open.pop()).append(">");
    return this;
  }

  /** An element without content; only for those that HTML knows as empty, and for SVG. */
  public MarkupWriter empty(String name, Object... attributes) {
    start(name, attributes).append("/>");
    return this;
  }

  /** An element with nothing but text in it. */
  public MarkupWriter element(String name, String text, Object... attributes) {
    return open(name, attributes).text(text).close();
  }

  public MarkupWriter text(String text) {
    out.append(escape(text));
    return this;
  }

  public MarkupWriter line() {
    out.append('\n');
    return this;
  }

  /** Markup that is trusted: made by another writer, or a resource of this project. */
  public MarkupWriter raw(String markup) {
    out.append(markup);
    return this;
  }

  /** What was written; all elements must be closed. */
  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("<" + open.peek() + "> is still open");
    }
    return out.toString();
  }

  /** A coordinate: at most two decimals, no exponent, the same in every locale. */
  public static String number(double value) {
    Require.finite(value, "coordinate");
    long hundredths = Math.round(value * 100);
    String sign = hundredths < 0 ? "-" : "";
    long whole = Math.abs(hundredths) / 100;
    long rest = Math.abs(hundredths) % 100;
    if (rest == 0) {
      return sign + whole;
    }
    String decimals = rest % 10 == 0 ? "" + rest / 10 : (rest < 10 ? "0" : "") + rest;
    return sign + whole + "." + decimals;
  }

  private StringBuilder start(String name, Object... attributes) {
    Require.that(attributes.length % 2 == 0, "attributes", attributes.length, "pairs");
    out.append('<').append(name);
    for (int i = 0; i < attributes.length; i += 2) {
      Object value = attributes[i + 1];
      String text = value instanceof Double number ? number(number) : value.toString();
      out.append(' ').append(attributes[i]).append("=\"").append(escape(text)).append('"');
    }
    return out;
  }

  private static String escape(String text) {
    if (text.chars().noneMatch(MarkupWriter::isSpecial)) {
      return text;
    }
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> escaped.append(escape(c)));
    return escaped.toString();
  }

  private static boolean isSpecial(int c) {
    return c < ' ' || c > '~' || "<>&\"'".indexOf(c) >= 0;
  }

  private static String escape(int c) {
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> "&quot;";
      case '\'' -> "&#39;";
      default -> isXml(c) ? Character.toString(c) : "\uFFFD";
    };
  }

  /** The characters that XML 1.0 allows. */
  private static boolean isXml(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
