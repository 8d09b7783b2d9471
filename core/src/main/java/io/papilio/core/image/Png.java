package io.papilio.core.image;

import io.papilio.core.env.Frame;
import io.papilio.core.space.DType;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Frames of colors as PNG files, without loss. Works without a display. */
public final class Png {
  static {
    // Its cache would be a temporary file for every frame.
    ImageIO.setUseCache(false);
  }

  private static final int COLORS = 3;

  /** Bytes that one byte of zlib can become. */
  private static final long MOST_INFLATED = 1032;

  private Png() {}

  /** The bytes of a PNG file with this frame, whose mode is rgb_array. */
  public static byte[] encode(Frame image) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      ImageIO.write(toBuffered(image), "png", file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }

  /**
   * The frame of a PNG file.
   *
   * @throws InvalidValueException when it is none
   */
  public static Frame decode(InputStream file) {
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    try {
      byte[] bytes = file.readAllBytes();
      reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes)), true, true);
      long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
      // Before memory is taken for them.
      Require.that(
          COLORS * pixels <= MOST_INFLATED * bytes.length,
          "image",
          pixels + " pixels in " + bytes.length + " bytes",
          "a whole PNG file");
      return fromBuffered(reader.read(0));
    } catch (InvalidValueException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // A broken file shows as any of many exceptions, depending on where it is broken.
      throw new InvalidValueException("image", e.getMessage(), "a PNG file");
    } finally {
      reader.dispose();
    }
  }

  /** A frame of colors for the JDK. */
  public static BufferedImage toBuffered(Frame image) {
    Require.that(
        image.pixels().dtype() == DType.UINT8, "image", image.pixels().describe(), "colors");
    BufferedImage buffered =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    ByteBuffer bytes = image.pixels().bytes();
    int[] row = new int[image.width()];
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < row.length; x++) {
        row[x] = (bytes.get() & 0xff) << 16 | (bytes.get() & 0xff) << 8 | (bytes.get() & 0xff);
      }
      buffered.setRGB(0, y, row.length, 1, row, 0, row.length);
    }
    return buffered;
  }

  private static Frame fromBuffered(BufferedImage buffered) {
    int[] row = new int[buffered.getWidth()];
    ByteBuffer bytes = ByteBuffer.allocate(3 * row.length * buffered.getHeight());
    for (int y = 0; y < buffered.getHeight(); y++) {
      buffered.getRGB(0, y, row.length, 1, row, 0, row.length);
      for (int rgb : row) {
        bytes.put((byte) (rgb >> 16)).put((byte) (rgb >> 8)).put((byte) rgb);
      }
    }
    List<Integer> shape = List.of(buffered.getHeight(), row.length, 3);
    return new Frame(Tensor.wrap(DType.UINT8, shape, bytes.flip()));
  }
}
