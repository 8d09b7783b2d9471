package io.papilio.cli.animation;

import io.papilio.core.env.Frame;
import java.nio.ByteBuffer;

/** How often colours occur, in cells of 4 x 4 x 4 neighbouring ones. */
final class ColorHistogram {
  private static final int BITS = 6;
  static final int CELLS = 1 << 3 * BITS;

  private final long[] counts = new long[CELLS];

  /** Sums of red, green and blue in each cell. Shape: [3][CELLS]. */
  private final long[][] sums = new long[3][CELLS];

  /** The cell of a colour; each of 0 to 255. */
  static int cell(int red, int green, int blue) {
    int drop = 8 - BITS;
    return (red >> drop) << 2 * BITS | (green >> drop) << BITS | blue >> drop;
  }

  void add(Frame frame) {
    ByteBuffer bytes = frame.pixels().bytes();
    while (bytes.hasRemaining()) {
      int red = bytes.get() & 0xff;
      int green = bytes.get() & 0xff;
      int blue = bytes.get() & 0xff;
      int cell = cell(red, green, blue);
      counts[cell]++;
      sums[0][cell] += red;
      sums[1][cell] += green;
      sums[2][cell] += blue;
    }
  }

  long count(int cell) {
    return counts[cell];
  }

  /** The mean of a channel over the colours that occurred in a cell that has some. */
  double mean(int channel, int cell) {
    return (double) sums[channel][cell] / counts[cell];
  }
}
