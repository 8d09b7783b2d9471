package io.papilio.artifacts.minari;

import io.papilio.core.space.Box;
import io.papilio.core.space.DType;
import io.papilio.core.space.Space;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Observations that Minari stores as JPEG: boxes of uint8 from 0 to 255, of two or three axes, with
 * at least 32 rows and columns. JPEG loses bits, so they are read and never written.
 *
 * <p>Source: Minari 0.5.3, {@code minari.dataset.minari_storage.is_image_space}.
 */
final class MinariImages {
  private static final int LEAST_SIDE = 32;
  private static final int WHITE = 255;

  private MinariImages() {}

  static boolean isImage(Space space) {
    if (!(space instanceof Box box) || box.dtype() != DType.UINT8) {
      return false;
    }
    List<Integer> shape = box.shape();
    return (shape.size() == 2 || shape.size() == 3)
        && shape.get(0) >= LEAST_SIDE
        && shape.get(1) >= LEAST_SIDE
        && IntStream.range(0, box.size())
            .allMatch(i -> box.low().getLong(i) == 0 && box.high().getLong(i) == WHITE);
  }

  static void requireNone(String name, Space space) {
    Require.that(!isImage(space), name, "images", "none: Minari keeps them as JPEG, with loss");
  }

  /** Whether these bytes begin as JPEG does. */
  static boolean isJpeg(byte... bytes) {
    return bytes.length > 2 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xd8;
  }

  /**
   * Decodes frames.
   *
   * @param place where they stand, for messages
   * @param shape of one: rows, columns, and 3 for colors
   * @return uint8. Shape: [frames.size(), ...shape]
   */
  static Tensor decode(String place, List<byte[]> frames, List<Integer> shape) {
    List<Integer> all = new ArrayList<>(List.of(frames.size()));
    all.addAll(shape);
    ByteBuffer pixels = ByteBuffer.allocate(all.stream().reduce(1, Math::multiplyExact).intValue());
    for (byte[] frame : frames) {
      decode(place, frame, shape, pixels);
    }
    return Tensor.wrap(DType.UINT8, all, pixels.flip());
  }

  private static void decode(String place, byte[] frame, List<Integer> shape, ByteBuffer pixels) {
    Require.that(isJpeg(frame), place, "no JPEG", "images, as Minari's");
    ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    try (var bytes = new MemoryCacheImageInputStream(new ByteArrayInputStream(frame))) {
      reader.setInput(bytes, true, true);
      List<Integer> size = List.of(reader.getHeight(0), reader.getWidth(0));
      // Before memory is taken for it.
      Require.that(size.equals(shape.subList(0, 2)), place, "an image of " + size, "" + shape);
      BufferedImage image = reader.read(0);
      int bands = image.getRaster().getNumBands();
      List<Integer> found = new ArrayList<>(List.of(image.getHeight(), image.getWidth()));
      if (bands > 1) {
        found.add(bands);
      }
      Require.that(found.equals(shape), place, "an image of shape " + found, "" + shape);
      int[] samples =
          image.getRaster().getPixels(0, 0, image.getWidth(), image.getHeight(), (int[]) null);
      for (int sample : samples) {
        pixels.put((byte) sample);
      }
    } catch (IOException e) {
      throw new InvalidValueException(place, "broken JPEG, " + e.getMessage(), "images");
    } finally {
      reader.dispose();
    }
  }
}
