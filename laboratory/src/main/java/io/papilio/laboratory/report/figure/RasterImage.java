package io.papilio.laboratory.report.figure;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.DocumentLimits;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.swing.JComponent;

/** Our SVG figures as PNG, with two pixels per unit of length. */
final class RasterImage {
  private static final int SCALE = 2;

  /** Depths as the library has them, and as many elements as our figures need. */
  private static final DocumentLimits LIMITS = new DocumentLimits(15, 15, 1_000_000);

  private static final Pattern FONTS = Pattern.compile("font-family: [^;]*;");
  private static final Pattern DARK = Pattern.compile("@media[^{]*\\{.*?\\n\\}", Pattern.DOTALL);

  private RasterImage() {}

  static byte[] png(String svg) {
    // The library knows neither the dark scheme's rules nor lists of fonts.
    String light = DARK.matcher(svg).replaceAll("");
    light = FONTS.matcher(light).replaceAll("font-family: SansSerif;");
    SVGDocument document =
        new SVGLoader()
            .load(
                new ByteArrayInputStream(light.getBytes(StandardCharsets.UTF_8)),
                null,
                LoaderContext.builder().documentLimits(LIMITS).build());
    int width = Math.round(SCALE * document.size().width);
    int height = Math.round(SCALE * document.size().height);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.scale(SCALE, SCALE);
    document.render((JComponent) null, graphics);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory is always written", e);
    }
    return bytes.toByteArray();
  }
}
