package io.papilio.laboratory.report;

/** The colors of series; figure.css defines them, for light and for dark pages. */
final class Palette {
  private static final int COLORS = 8;

  private Palette() {}

  /** Class of the series with this index; colors repeat after {@value #COLORS}. */
  static String style(int index) {
    return "s" + index % COLORS;
  }
}
