package io.papilio.cli.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines of at most 100 columns. */
final class TextLayout {
  private static final int WIDTH = 100;

  private final StringBuilder text = new StringBuilder();

  TextLayout line(String line) {
    text.append(line.stripTrailing()).append('\n');
    return this;
  }

  /** A term, and from {@code column} on its definition, as many lines as it needs. */
  TextLayout define(String term, int column, String definition) {
    boolean fits = term.length() < column - 1;
    List<String> lines = new ArrayList<>(wrap(definition, WIDTH - column));
    if (!fits) {
      line(term);
    }
    for (int i = 0; i < lines.size(); i++) {
      String start = i == 0 && fits ? term : "";
      line(String.format(Locale.ROOT, "%-" + column + "s%s", start, lines.get(i)));
    }
    return this;
  }

  /** Breaks a text between words, but not at a multiplication sign. */
  private static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split("(?<![*]) (?![*])")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
