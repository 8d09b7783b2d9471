package io.papilio.cli.animation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.env.Frame;
import io.papilio.core.space.DType;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import org.junit.jupiter.api.Test;

class GifAnimationTest {
  private static final int RED = 0xff0000;
  private static final int GREEN = 0x00ff00;
  private static final int BLUE = 0x0000ff;

  /** One row of pixels. */
  private static Frame row(int... rgb) {
    byte[] bytes = new byte[3 * rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      bytes[3 * i] = (byte) (rgb[i] >> 16);
      bytes[3 * i + 1] = (byte) (rgb[i] >> 8);
      bytes[3 * i + 2] = (byte) rgb[i];
    }
    List<Integer> shape = List.of(1, rgb.length, 3);
    return new Frame(Tensor.wrap(DType.UINT8, shape, ByteBuffer.wrap(bytes)));
  }

  private static ImageReader read(byte[] file) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(file)));
    return reader;
  }

  private static IIOMetadataNode node(ImageReader reader, int frame, String name)
      throws IOException {
    var metadata = reader.getImageMetadata(frame);
    var root = (IIOMetadataNode) metadata.getAsTree(metadata.getNativeMetadataFormatName());
    return (IIOMetadataNode) root.getElementsByTagName(name).item(0);
  }

  @Test
  void framesComeBackOverEachOther() throws IOException {
    int[][] frames = {{RED, GREEN, BLUE}, {RED, BLUE, BLUE}, {RED, BLUE, BLUE}, {GREEN, BLUE, RED}};
    GifAnimation gif = new GifAnimation();
    for (int[] frame : frames) {
      gif.add(row(frame), 4);
    }
    ImageReader reader = read(gif.encode());
    assertEquals(frames.length, reader.getNumImages(true));
    BufferedImage screen = new BufferedImage(3, 1, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < frames.length; i++) {
      screen.getGraphics().drawImage(reader.read(i), 0, 0, null);
      int[] shown = screen.getRGB(0, 0, 3, 1, null, 0, 3);
      for (int x = 0; x < 3; x++) {
        shown[x] &= 0xffffff;
      }
      assertArrayEquals(frames[i], shown, "frame " + i);
    }
  }

  @Test
  void framesLastAsLongAsAskedForAndRepeatForever() throws IOException {
    GifAnimation gif = new GifAnimation();
    List<String> delays = new ArrayList<>();
    for (int delay : List.of(4, 3, 4)) {
      gif.add(row(RED, delay), delay);
    }
    ImageReader reader = read(gif.encode());
    for (int i = 0; i < 3; i++) {
      delays.add(node(reader, i, "GraphicControlExtension").getAttribute("delayTime"));
    }
    assertEquals(List.of("4", "3", "4"), delays);
    IIOMetadataNode repeat = node(reader, 0, "ApplicationExtension");
    assertEquals("NETSCAPE", repeat.getAttribute("applicationID"));
    assertArrayEquals(new byte[] {1, 0, 0}, (byte[]) repeat.getUserObject());
  }

  @Test
  void frameOfAnotherSizeIsRejected() {
    GifAnimation gif = new GifAnimation();
    gif.add(row(RED, GREEN), 4);
    assertThrows(InvalidValueException.class, () -> gif.add(row(RED), 4));
  }

  @Test
  void animationWithoutFramesIsRejected() {
    assertThrows(InvalidValueException.class, () -> new GifAnimation().encode());
  }
}
