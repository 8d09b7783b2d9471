package io.papilio.cli.animation;

import io.papilio.core.env.Frame;
import io.papilio.core.image.Png;
import io.papilio.core.validation.Require;
import java.awt.image.RenderedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** An animated GIF that repeats forever. Each frame has its own palette, chosen by the JDK. */
public final class GifAnimation {
  /** A frame as PNG, so that a long animation fits into memory. */
  private record TimedFrame(byte[] png, int centiseconds) {}

  private final List<TimedFrame> frames = new ArrayList<>();
  private int width;
  private int height;

  /**
   * Adds a frame, of the size of the others.
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
    frames.add(new TimedFrame(Png.encode(frame), centiseconds));
  }

  /** The bytes of the file; there must be a frame. */
  public byte[] encode() {
    Require.positive(frames.size(), "frames");
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      boolean first = true;
      for (TimedFrame frame : frames) {
        RenderedImage image = ImageIO.read(new ByteArrayInputStream(frame.png()));
        var metadata =
            GifMetadata.of(
                writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), null),
                frame.centiseconds(),
                first);
        writer.writeToSequence(new IIOImage(image, null, metadata), null);
        first = false;
      }
      writer.endWriteSequence();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return file.toByteArray();
  }
}
