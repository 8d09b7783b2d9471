package io.papilio.laboratory.report.chart;

import java.awt.image.IndexColorModel;

/** Colors from dark blue over green to yellow, of evenly rising lightness: viridis. */
public final class ColorMap {
  /** Colors; the one after the last is for values that are not known. */
  static final int COLORS = 255;

  /** Red, green and blue at equal distances. */
  private static final int[] STOPS = {
    0x440154, 0x482878, 0x3e4989, 0x31688e, 0x26828e, 0x1f9e89, 0x35b779, 0x6ece58, 0xb5de2b,
    0xfde725
  };

  private ColorMap() {}

  /** The colors as those of an image. */
  static IndexColorModel model() {
    int[] colors = new int[COLORS + 1];
    for (int k = 0; k < COLORS; k++) {
      double at = (STOPS.length - 1) * (double) k / (COLORS - 1);
      int stop = (int) Math.min(STOPS.length - 2, Math.floor(at));
      colors[k] = 0xff000000 | mix(STOPS[stop], STOPS[stop + 1], at - stop);
    }
    return new IndexColorModel(
        8, COLORS + 1, colors, 0, true, COLORS, java.awt.image.DataBuffer.TYPE_BYTE);
  }

  /** The index of a value between two ends. */
  static int index(double value, double low, double high) {
    if (!Double.isFinite(value)) {
      return COLORS;
    }
    double share = high > low ? (value - low) / (high - low) : 0;
    return (int) Math.round((COLORS - 1) * Math.min(1, Math.max(0, share)));
  }

  private static int mix(int a, int b, double share) {
    int color = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int from = a >> shift & 0xff;
      int to = b >> shift & 0xff;
      color |= (int) Math.round(from + share * (to - from)) << shift;
    }
    return color;
  }
}
