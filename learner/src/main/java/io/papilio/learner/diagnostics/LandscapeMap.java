package io.papilio.learner.diagnostics;

import io.papilio.artifacts.table.CsvTable;
import java.nio.file.Path;
import java.util.Arrays;

/** A {@link Landscape}, finished or not, read from its file. */
public final class LandscapeMap {
  /** Of a lattice, whose points are as many as its square. */
  static final int LARGEST_RADIUS = 250;

  private final CsvTable table;
  private final int radius;
  // Row of each lattice point, and -1.
  private final int[] rows;

  private LandscapeMap(CsvTable table) {
    this.table = table;
    // The first point is the corner i = j = -radius.
    long corner = table.whole(0, "i");
    if (corner > 0 || corner < -LARGEST_RADIUS) {
      throw table.complaint(0, "i", "" + corner, -LARGEST_RADIUS + " to 0");
    }
    radius = (int) -corner;
    int width = 2 * radius + 1;
    rows = new int[width * width];
    Arrays.fill(rows, -1);
    for (int row = 0; row < table.size(); row++) {
      rows[index(row, "i") * width + index(row, "j")] = row;
    }
  }

  private int index(int row, String column) {
    long at = table.whole(row, column);
    if (at < -radius || at > radius) {
      throw table.complaint(row, column, "" + at, -radius + " to " + radius);
    }
    return (int) at + radius;
  }

  /**
   * Reads a file.
   *
   * @throws io.papilio.core.validation.InvalidValueException when it is not such a table
   */
  public static LandscapeMap read(Path file) {
    return of(CsvTable.read(file));
  }

  /** The same of a table with at least one row. */
  public static LandscapeMap of(CsvTable table) {
    return new LandscapeMap(table);
  }

  /** Lattice points on each side of the center. */
  public int radius() {
    return radius;
  }

  /** A column of the file at a lattice point; NaN where the file has no such point. */
  public double value(String column, int i, int j) {
    boolean inside = Math.max(Math.abs(i), Math.abs(j)) <= radius;
    int row = inside ? rows[(i + radius) * (2 * radius + 1) + j + radius] : -1;
    return row < 0 ? Double.NaN : table.number(row, column);
  }

  /**
   * The estimate of a Lipschitz constant with respect to the parameters: the largest |difference| /
   * |Delta theta| of neighboring lattice points.
   *
   * <p>Source: "Butterfly Effects of SGD Noise", section 3 and Figure 1 (right).
   *
   * @return NaN for a map without neighbors
   */
  public double lipschitz(String column) {
    double along = value("distance", -1, 0);
    double across = value("distance", 0, -1);
    double largest = Double.NaN;
    for (int i = -radius; i <= radius; i++) {
      for (int j = -radius; j <= radius; j++) {
        double here = value(column, i, j);
        largest = larger(largest, Math.abs(value(column, i + 1, j) - here) / along);
        largest = larger(largest, Math.abs(value(column, i, j + 1) - here) / across);
      }
    }
    return largest;
  }

  private static double larger(double largest, double next) {
    return next <= largest || Double.isNaN(next) ? largest : next;
  }
}
