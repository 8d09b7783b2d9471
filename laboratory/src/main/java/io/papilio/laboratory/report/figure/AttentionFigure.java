package io.papilio.laboratory.report.figure;

import io.papilio.laboratory.report.chart.HeatMap;
import io.papilio.laboratory.report.chart.MarkupWriter;
import io.papilio.laboratory.report.chart.ValueRange;
import io.papilio.laboratory.report.run.AttentionTable;
import java.util.ArrayList;
import java.util.List;

/**
 * The attention weights of every layer and head as heat maps, layers below each other.
 *
 * <p>Source: "Butterfly Effects of SGD Noise", Figure 14.
 */
public final class AttentionFigure {
  private static final double TOP = 40;
  private static final double GAP = 12;
  private static final double LARGEST = 190;
  private static final double LEFT = 66;
  private static final double FOOT = 44;

  private AttentionFigure() {}

  /** The figure as its own file. */
  public static String draw(AttentionTable table) {
    double[][][][] weights = table.weights();
    int layers = weights.length;
    int heads = weights[0].length;
    double room = FigureFrame.WIDTH - LEFT - HeatMap.BAR_ROOM - (heads - 1) * GAP;
    double map = Math.min(LARGEST, room / heads);
    double pitch = map + GAP;
    double bottom = TOP + layers * pitch - GAP;
    MarkupWriter svg = new MarkupWriter();
    String label = "Attention weights of " + table.name() + " at time step " + table.timeStep();
    double width = LEFT + heads * pitch - GAP + HeatMap.BAR_ROOM;
    FigureFrame.openStandalone(svg, width, bottom + FOOT, label);
    ValueRange range = range(weights);
    for (int layer = 0; layer < layers; layer++) {
      double top = TOP + layer * pitch;
      text(svg, "layer " + (layer + 1), 30, top + map / 2, -90);
      for (int head = 0; head < heads; head++) {
        double left = LEFT - 12 + head * pitch;
        if (layer == 0) {
          text(svg, "head " + (head + 1), left + map / 2, TOP - 12, 0);
        }
        new HeatMap(columns(weights[layer][head]), range)
            .drawCells(svg, left, top, left + map, top + map);
      }
    }
    double right = LEFT - 12 + heads * pitch - GAP;
    new HeatMap(new double[1][1], range).drawScale(svg, right + GAP, TOP, TOP + map);
    text(
        svg,
        "attended time step, the newest to the right",
        (LEFT - 12 + right) / 2,
        bottom + 26,
        0);
    text(svg, "attending time step, the newest below", 12, (TOP + bottom) / 2, -90);
    return svg.close().line().toString();
  }

  /** As a heat map has them: by attended position, then attending one from below. */
  private static double[][] columns(double[][] rows) {
    int length = rows.length;
    double[][] columns = new double[length][length];
    for (int position = 0; position < length; position++) {
      for (int attended = 0; attended < length; attended++) {
        columns[attended][length - 1 - position] = rows[position][attended];
      }
    }
    return columns;
  }

  private static ValueRange range(double[][][][] weights) {
    List<Double> all = new ArrayList<>();
    for (double[][][] layer : weights) {
      for (double[][] head : layer) {
        for (double[] position : head) {
          for (double weight : position) {
            all.add(weight);
          }
        }
      }
    }
    return ValueRange.ofBulk(all, 0.0).open();
  }

  private static void text(MarkupWriter svg, String text, double x, double y, int turned) {
    String turn =
        "rotate(" + turned + " " + MarkupWriter.number(x) + " " + MarkupWriter.number(y) + ")";
    svg.element("text", text, "class", "title", "x", x, "y", y, "transform", turn).line();
  }
}
