package io.papilio.laboratory.report.chart;

/** The colors of series; palette.css defines them, for light and for dark pages. */
public final class Palette {
  private static final int COLORS = 8;

  private Palette() {}

  /** Class of the series with this index; colors repeat after {@value #COLORS}. */
  public static String style(int index) {
    return "s" + index % COLORS;
  }

  /** Width of a line in pixels; that of the baseline, which swings most, is the thinnest. */
  static double lineWidth(String style) {
    return style.equals(style(0)) ? 1.3 : 2.2;
  }
}
