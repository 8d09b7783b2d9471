package io.papilio.cli.animation;

import io.papilio.core.env.Frame;
import io.papilio.core.image.Png;
import io.papilio.core.validation.Require;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * An animated GIF that repeats for ever. All frames share one palette, made for them; what does not
 * change from one frame to the next is transparent, which is most of a small file.
 */
public final class GifAnimation {
  private static final int COLOURS = 255;

  private record TimedFrame(byte[] png, int centiseconds) {}

  private final List<TimedFrame> frames = new ArrayList<>();
  private final ColorHistogram histogram = new ColorHistogram();
  private int width;
  private int height;

  /**
   * Adds a frame of colours, of the size of the others.
   *
   * @param centiseconds how long it is shown, hundredths of a second; browsers slow down below 2
   */
  public void add(Frame frame, int centiseconds) {
    if (frames.isEmpty()) {
      width = frame.width();
      height = frame.height();
    }
    Require.that(
        frame.width() == width && frame.height() == height,
        "frame",
        frame.width() + " x " + frame.height(),
        width + " x " + height);
    Require.positive(centiseconds, "centiseconds");
    histogram.add(frame);
    frames.add(new TimedFrame(Png.encode(frame), centiseconds));
  }

  /** The bytes of the file; there must be a frame. */
  public byte[] encode() {
    Require.positive(frames.size(), "frames");
    Palette palette = Palette.of(histogram, COLOURS);
    IndexColorModel colours = model(palette);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      byte[] before = new byte[0];
      for (TimedFrame frame : frames) {
        byte[] now = indices(Png.decode(new ByteArrayInputStream(frame.png())), palette);
        BufferedImage picture = picture(changed(before, now, palette.size()), colours);
        var metadata =
            GifMetadata.of(
                writer.getDefaultImageMetadata(new ImageTypeSpecifier(picture), null),
                frame.centiseconds(),
                palette.size(),
                before.length == 0);
        writer.writeToSequence(new javax.imageio.IIOImage(picture, null, metadata), null);
        before = now;
      }
      writer.endWriteSequence();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return file.toByteArray();
  }

  /** The palette, and behind it the transparent colour. */
  private static IndexColorModel model(Palette palette) {
    int size = palette.size() + 1;
    byte[][] channels = new byte[3][size];
    for (int channel = 0; channel < 3; channel++) {
      System.arraycopy(palette.channel(channel), 0, channels[channel], 0, size - 1);
    }
    return new IndexColorModel(8, size, channels[0], channels[1], channels[2], size - 1);
  }

  private static byte[] indices(Frame frame, Palette palette) {
    ByteBuffer rgb = frame.pixels().bytes();
    byte[] indices = new byte[frame.width() * frame.height()];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = (byte) palette.nearest(rgb.get() & 0xff, rgb.get() & 0xff, rgb.get() & 0xff);
    }
    return indices;
  }

  private static byte[] changed(byte[] before, byte[] now, int transparent) {
    byte[] changed = now.clone();
    for (int i = 0; i < before.length; i++) {
      if (before[i] == now[i]) {
        changed[i] = (byte) transparent;
      }
    }
    return changed;
  }

  private BufferedImage picture(byte[] indices, IndexColorModel colours) {
    BufferedImage picture =
        new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, colours);
    byte[] pixels = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    System.arraycopy(indices, 0, pixels, 0, indices.length);
    return picture;
  }
}
