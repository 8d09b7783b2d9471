package io.papilio.core.random;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/**
 * Draws from the standard normal distribution by covering it with 256 layers of equal area.
 *
 * <p>Source: G. Marsaglia and W. W. Tsang, "The Ziggurat Method for Generating Random Variables"
 * (2000). The constants are NumPy's: computing them from the definition gives other last bits.
 */
final class NormalZiggurat {
  private static final int LAYERS = 256;

  /** Where the tail begins. */
  private static final double R = 3.654152885361009;

  private static final double INVERSE_R = 0.2736612373297583;

  /** Integers below ki[i] need no further test in layer i. */
  private static final long[] KI = new long[LAYERS];

  /** The width of layer i, by 2^-52. */
  private static final double[] WI = new double[LAYERS];

  /** exp(-x^2 / 2) at the right end of layer i. */
  private static final double[] FI = new double[LAYERS];

  static {
    load();
  }

  private NormalZiggurat() {}

  static double draw(NumpyGenerator generator) {
    while (true) {
      long bits = generator.nextLong();
      int layer = (int) (bits & 0xff);
      boolean negative = (bits >>> 8 & 1) != 0;
      long magnitude = bits >>> 9 & 0xfffffffffffffL;
      double x = magnitude * WI[layer];
      x = negative ? -x : x;
      if (magnitude < KI[layer]) {
        return x;
      }
      if (layer == 0) {
        return tail(generator, (magnitude >>> 8 & 1) != 0);
      }
      double height = (FI[layer - 1] - FI[layer]) * generator.nextDouble() + FI[layer];
      if (height < StrictMath.exp(-0.5 * x * x)) {
        return x;
      }
    }
  }

  /** Beyond R, by Marsaglia's pair of exponential draws. */
  private static double tail(NumpyGenerator generator, boolean negative) {
    while (true) {
      double x = -INVERSE_R * StrictMath.log1p(-generator.nextDouble());
      double y = -StrictMath.log1p(-generator.nextDouble());
      if (y + y > x * x) {
        return negative ? -(R + x) : R + x;
      }
    }
  }

  private static void load() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                NormalZiggurat.class.getResourceAsStream("normal-ziggurat.txt"),
                StandardCharsets.US_ASCII))) {
      Iterator<String> lines = reader.lines().filter(line -> !line.startsWith("#")).iterator();
      for (int i = 0; i < LAYERS; i++) {
        String[] words = lines.next().split(" ", -1);
        KI[i] = Long.parseUnsignedLong(words[0], 16);
        WI[i] = Double.longBitsToDouble(Long.parseUnsignedLong(words[1], 16));
        FI[i] = Double.longBitsToDouble(Long.parseUnsignedLong(words[2], 16));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
