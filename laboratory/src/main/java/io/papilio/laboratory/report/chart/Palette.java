package io.papilio.laboratory.report.chart;

/** The colors of series; figure.css defines them, for light and for dark pages. */
public final class Palette {
  private static final int COLORS = 8;

  private Palette() {}

  /** Class of the series with this index; colors repeat after {@value #COLORS}. */
  public static String style(int index) {
    return "s" + index % COLORS;
  }
}
