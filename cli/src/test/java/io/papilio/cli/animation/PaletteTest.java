package io.papilio.cli.animation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.env.Frame;
import io.papilio.core.space.DType;
import io.papilio.core.space.Tensor;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaletteTest {
  /** One row of pixels. */
  static Frame row(int... rgb) {
    byte[] bytes = new byte[3 * rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      bytes[3 * i] = (byte) (rgb[i] >> 16);
      bytes[3 * i + 1] = (byte) (rgb[i] >> 8);
      bytes[3 * i + 2] = (byte) rgb[i];
    }
    List<Integer> shape = List.of(1, rgb.length, 3);
    return new Frame(Tensor.wrap(DType.UINT8, shape, ByteBuffer.wrap(bytes)));
  }

  private static int colour(Palette palette, int rgb) {
    int i = palette.nearest(rgb >> 16, rgb >> 8 & 0xff, rgb & 0xff);
    return (palette.channel(0)[i] & 0xff) << 16
        | (palette.channel(1)[i] & 0xff) << 8
        | palette.channel(2)[i] & 0xff;
  }

  @Test
  void fewColoursStayAsTheyAre() {
    int[] colours = {0x000000, 0xffffff, 0x123456, 0xb4682c, 0x12345a};
    ColorHistogram histogram = new ColorHistogram();
    histogram.add(row(colours));
    Palette palette = Palette.of(histogram, 255);
    assertEquals(colours.length, palette.size());
    for (int rgb : colours) {
      assertEquals(rgb, colour(palette, rgb));
    }
  }

  @Test
  void manyColoursShareThoseNearThem() {
    int[] greys = new int[256];
    for (int i = 0; i < 256; i++) {
      greys[i] = 0x010101 * i;
    }
    ColorHistogram histogram = new ColorHistogram();
    histogram.add(row(greys));
    Palette palette = Palette.of(histogram, 16);
    assertEquals(16, palette.size());
    for (int grey : greys) {
      // Sixteen equal pieces of 256 greys are 16 wide, so no grey is further than 8 from its mean;
      // twice that is room for pieces that are not equal.
      assertTrue(Math.abs((grey & 0xff) - (colour(palette, grey) & 0xff)) <= 16);
    }
  }
}
