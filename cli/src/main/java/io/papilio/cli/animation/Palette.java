package io.papilio.cli.animation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The colours that stand for those of a histogram: the box of all colours is cut where its spread
 * is largest, again and again, and each piece is shown by its mean.
 *
 * <p>Source: Wu, "Color quantization by dynamic programming and principal analysis", 1992, for the
 * choice of the box by its squared error; the cut is at the mean.
 */
final class Palette {
  /**
   * Some cells of the histogram.
   *
   * @param error sum over its colours of the squared distance to their mean, in the channel where
   *     it is largest
   */
  private record Piece(int[] cells, double[] mean, int channel, double error) {}

  private final List<double[]> colours;

  /** Index of the nearest colour of each cell, or -1 as long as nobody asked. */
  private final short[] nearest = new short[ColorHistogram.CELLS];

  private Palette(List<double[]> colours) {
    this.colours = colours;
    Arrays.fill(nearest, (short) -1);
  }

  /** At most {@code size} colours. */
  static Palette of(ColorHistogram histogram, int size) {
    int[] all =
        IntStream.range(0, ColorHistogram.CELLS).filter(c -> histogram.count(c) > 0).toArray();
    List<Piece> pieces = new ArrayList<>(List.of(piece(histogram, all)));
    while (pieces.size() < size) {
      Piece worst = pieces.stream().max(Comparator.comparingDouble(Piece::error)).orElseThrow();
      if (worst.error() <= 0) {
        break;
      }
      pieces.remove(worst);
      double cut = worst.mean()[worst.channel()];
      for (boolean above : new boolean[] {false, true}) {
        int[] half =
            Arrays.stream(worst.cells())
                .filter(c -> histogram.mean(worst.channel(), c) > cut == above)
                .toArray();
        pieces.add(piece(histogram, half));
      }
    }
    return new Palette(pieces.stream().map(Piece::mean).toList());
  }

  int size() {
    return colours.size();
  }

  /** A channel, 0 to 2, of all colours. Shape: [size]. */
  byte[] channel(int channel) {
    byte[] values = new byte[size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) Math.round(colours.get(i)[channel]);
    }
    return values;
  }

  /** The index of the colour that is nearest to one; each of 0 to 255. */
  int nearest(int red, int green, int blue) {
    int cell = ColorHistogram.cell(red, green, blue);
    if (nearest[cell] < 0) {
      double[] colour = {red, green, blue};
      nearest[cell] =
          (short)
              IntStream.range(0, size())
                  .boxed()
                  .min(Comparator.comparingDouble(i -> squaredDistance(colours.get(i), colour)))
                  .orElseThrow()
                  .intValue();
    }
    return nearest[cell];
  }

  private static Piece piece(ColorHistogram histogram, int[] cells) {
    double[] mean = new double[3];
    double[] error = new double[3];
    long count = Arrays.stream(cells).mapToLong(histogram::count).sum();
    int widest = 0;
    for (int channel = 0; channel < 3; channel++) {
      for (int cell : cells) {
        mean[channel] += histogram.mean(channel, cell) * histogram.count(cell) / count;
      }
      for (int cell : cells) {
        double away = histogram.mean(channel, cell) - mean[channel];
        error[channel] += histogram.count(cell) * away * away;
      }
      widest = error[channel] > error[widest] ? channel : widest;
    }
    // One cell cannot be cut; rounding of its mean must not look like spread.
    return new Piece(cells, mean, widest, cells.length > 1 ? error[widest] : 0);
  }

  private static double squaredDistance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }
}
