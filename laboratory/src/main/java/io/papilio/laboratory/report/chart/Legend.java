package io.papilio.laboratory.report.chart;

import java.util.ArrayList;
import java.util.List;

/** Names of what is drawn, in a row that wraps. */
public final class Legend {
  /** Rough width of a letter of the figure's font, in pixels; on the wide side. */
  private static final double LETTER = 6.6;

  private static final double KEY = 26;
  private static final double GAP = 20;

  /** Distance between two rows, in pixels. */
  public static final double ROW = 20;

  private final List<Entry> entries;

  /**
   * One name.
   *
   * @param style the class of the thing that it names
   * @param key how it is shown
   */
  public record Entry(String name, String style, Key key) {
    double width() {
      return KEY + name.length() * LETTER;
    }
  }

  /** How a name is shown. */
  public enum Key {
    /** A line with a marker, in a color of the palette. */
    CURVE,
    /** A line in a color of the palette. */
    STROKE,
    /** A marker in a color of the palette. */
    MARKER,
    /** A line in a style of its own. */
    LINE,
    DOT
  }

  public Legend(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** The number of rows it takes between two edges. */
  public int rows(double left, double right) {
    List<Point> places = places(left, right);
    return (int) places.get(places.size() - 1).y() + 1;
  }

  /** Draws it with the first row's middle at {@code top}. */
  public void draw(MarkupWriter svg, double left, double right, double top) {
    List<Point> places = places(left, right);
    svg.open("g", "class", "legend").line();
    for (int i = 0; i < entries.size(); i++) {
      drawEntry(svg, entries.get(i), places.get(i).x(), top + places.get(i).y() * ROW);
    }
    svg.close().line();
  }

  /** Where each entry begins: x in pixels, y as the number of its row. */
  private List<Point> places(double left, double right) {
    List<Point> places = new ArrayList<>();
    int row = 0;
    double at = left;
    for (Entry entry : entries) {
      if (at > left && at + entry.width() > right) {
        row++;
        at = left;
      }
      places.add(new Point(at, row));
      at += entry.width() + GAP;
    }
    return places;
  }

  private static void drawEntry(MarkupWriter svg, Entry entry, double x, double y) {
    svg.open("g", "class", entry.key() == Key.LINE ? "" : "curve " + entry.style());
    String stroke = "M" + MarkupWriter.number(x) + " " + MarkupWriter.number(y) + "h20";
    boolean curve = entry.key() == Key.CURVE;
    if (curve || entry.key() == Key.STROKE || entry.key() == Key.MARKER) {
      if (curve || entry.key() == Key.STROKE) {
        double width = Palette.lineWidth(entry.style());
        svg.empty("path", "class", "line", "stroke-width", width, "d", stroke);
      }
      if (curve || entry.key() == Key.MARKER) {
        svg.empty("circle", "class", "marker", "cx", x + 10, "cy", y, "r", 3.0);
      }
    } else if (entry.key() == Key.LINE) {
      svg.empty("path", "class", entry.style(), "d", stroke);
    } else {
      String dot = "M" + MarkupWriter.number(x + 10) + " " + MarkupWriter.number(y) + "h0";
      svg.empty("path", "class", "key-dot " + entry.style(), "d", dot);
    }
    svg.close();
    svg.element("text", entry.name(), "class", "key", "x", x + KEY, "y", y + 4).line();
  }
}
