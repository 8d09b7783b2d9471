package io.papilio.laboratory.report.chart;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;

/** Values on a lattice as colors, with a scale beside them. */
public final class HeatMap {
  /** Pixels that an edge has at least, so that no viewer blurs the cells. */
  private static final int PIXELS = 400;

  private static final double BAR_GAP = 12;
  private static final double BAR_WIDTH = 12;

  /** Room for the scale and its labels to the right of the map. */
  public static final double BAR_ROOM = 76;

  private final double[][] values;
  private final ValueRange range;

  /**
   * @param values by column, then row from below; NaN where a value is not known
   */
  public HeatMap(double[][] values) {
    this(
        values,
        ValueRange.of(Arrays.stream(values).flatMapToDouble(Arrays::stream).boxed().toList())
            .open());
  }

  /**
   * @param range of the colors, which several maps may share
   */
  public HeatMap(double[][] values, ValueRange range) {
    this.values = values;
    this.range = range;
  }

  /** Draws the map between four edges, and its scale to the right. */
  public void draw(MarkupWriter svg, double left, double top, double right, double bottom) {
    drawCells(svg, left, top, right, bottom);
    drawScale(svg, right + BAR_GAP, top, bottom);
  }

  /** Draws the map between four edges. */
  public void drawCells(MarkupWriter svg, double left, double top, double right, double bottom) {
    int columns = values.length;
    int rows = values[0].length;
    String cells =
        png(
            columns,
            rows,
            (x, y) -> ColorMap.index(values[x][rows - 1 - y], range.low(), range.high()));
    image(svg, cells, left, top, right - left, bottom - top);
  }

  /** Draws the scale of the colors. */
  public void drawScale(MarkupWriter svg, double at, double top, double bottom) {
    String bar = png(1, ColorMap.COLORS, (x, y) -> ColorMap.COLORS - 1 - y);
    image(svg, bar, at, top, BAR_WIDTH, bottom - top);
    Axis axis = Axis.covering(range.low(), range.high(), bottom, top, 5);
    // The scale of the colors ends where the values do, not at a tick.
    Scale scale = new Scale(range.low(), range.high(), bottom, top, false);
    for (int k = 0; k < axis.ticks().size(); k++) {
      double tick = axis.ticks().get(k);
      if (scale.covers(tick)) {
        double y = scale.at(tick) + 4;
        String label = axis.labels().get(k);
        svg.element("text", label, "class", "tick-bar", "x", at + BAR_WIDTH + 5, "y", y).line();
      }
    }
    if (axis.exponent() != 0) {
      String unit = "× " + TickLabel.powerOfTen(axis.exponent());
      svg.element("text", unit, "class", "tick-bar", "x", at, "y", top - 6).line();
    }
  }

  private static void image(
      MarkupWriter svg, String png, double x, double y, double width, double height) {
    svg.empty(
            "image",
            "href",
            "data:image/png;base64," + png,
            "x",
            x,
            "y",
            y,
            "width",
            width,
            "height",
            height,
            "preserveAspectRatio",
            "none")
        .line();
  }

  private static String png(int columns, int rows, IntBinaryOperator color) {
    int scale = Math.max(1, PIXELS / Math.max(columns, rows));
    BufferedImage image =
        new BufferedImage(
            columns * scale, rows * scale, BufferedImage.TYPE_BYTE_INDEXED, ColorMap.model());
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        image.getRaster().setSample(x, y, 0, color.applyAsInt(x / scale, y / scale));
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory is always written", e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
