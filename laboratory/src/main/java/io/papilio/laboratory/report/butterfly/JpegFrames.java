package io.papilio.laboratory.report.butterfly;

import io.papilio.core.env.Frame;
import io.papilio.core.image.Png;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Frames as JPEG files in base64, of the best quality with which all of them are small enough. */
final class JpegFrames {
  private static final int MOST_CHARACTERS = 1_000_000;
  private static final float[] QUALITIES = {0.85f, 0.7f, 0.5f, 0.3f, 0.15f};

  private JpegFrames() {}

  static List<List<String>> encode(List<List<Frame>> films) {
    List<List<String>> encoded = List.of();
    for (float quality : QUALITIES) {
      encoded =
          films.stream()
              .map(film -> film.stream().map(frame -> encode(frame, quality)).toList())
              .toList();
      if (encoded.stream().flatMap(List::stream).mapToInt(String::length).sum()
          <= MOST_CHARACTERS) {
        break;
      }
    }
    return encoded;
  }

  private static String encode(Frame frame, float quality) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(quality);
      writer.setOutput(out);
      writer.write(null, new IIOImage(Png.toBuffered(frame), null, null), parameters);
    } catch (IOException e) {
      throw new UncheckedIOException("memory is always written", e);
    } finally {
      writer.dispose();
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
