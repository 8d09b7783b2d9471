package io.papilio.learner.diagnostics;

import io.papilio.artifacts.table.CsvTable;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A finished {@link Landscape}, read from its file. */
public final class LandscapeMap {
  private final CsvTable table;
  private final Map<Long, Integer> rows = new HashMap<>();
  private final int radius;

  private LandscapeMap(CsvTable table) {
    this.table = table;
    int largest = 0;
    for (int row = 0; row < table.size(); row++) {
      rows.put(key(table.whole(row, "i"), table.whole(row, "j")), row);
      largest = (int) Math.max(largest, table.whole(row, "i"));
    }
    radius = largest;
  }

  public static LandscapeMap read(Path file) {
    return new LandscapeMap(CsvTable.read(file));
  }

  /** Lattice points on each side of the center. */
  public int radius() {
    return radius;
  }

  /** A column of the file at a lattice point. */
  public double value(String column, int i, int j) {
    return table.number(rows.get(key(i, j)), column);
  }

  /**
   * The estimate of a Lipschitz constant: the largest |difference| / |Delta theta| of neighboring
   * lattice points.
   */
  public double lipschitz(String column) {
    double along = value("distance", 1, 0);
    double across = value("distance", 0, 1);
    double largest = 0;
    for (int i = -radius; i <= radius; i++) {
      for (int j = -radius; j <= radius; j++) {
        double here = value(column, i, j);
        if (i < radius) {
          largest = Math.max(largest, Math.abs(value(column, i + 1, j) - here) / along);
        }
        if (j < radius) {
          largest = Math.max(largest, Math.abs(value(column, i, j + 1) - here) / across);
        }
      }
    }
    return largest;
  }

  private static long key(long i, long j) {
    return i * (1L << 32) + j;
  }
}
