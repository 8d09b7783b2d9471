package io.papilio.laboratory.report.run;

import io.papilio.artifacts.table.CsvTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reward and cloning error on a lattice around an iterate, from {@code landscape/NAME-STEP.csv}.
 *
 * @param name of the file without its ending
 * @param radius lattice points on each side of the iterate
 * @param reward by i, then j; NaN where the file has none yet. Shape: [2 radius + 1, 2 radius + 1]
 * @param loss the same of the cloning error
 */
public record LandscapeTable(String name, int radius, double[][] reward, double[][] loss) {
  /** The directory of a run's landscapes. */
  public static final String DIRECTORY = "landscape";

  private static final String ENDING = ".csv";

  /**
   * Reads all landscapes of a run that have points.
   *
   * @throws io.papilio.core.validation.InvalidValueException when a file is not such a table
   */
  public static List<LandscapeTable> readAll(Path run) {
    Path directory = run.resolve(DIRECTORY);
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(ENDING))
          .sorted()
          .map(CsvTable::read)
          .filter(table -> table.size() > 0)
          .map(LandscapeTable::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(directory + ": " + e.getMessage(), e);
    }
  }

  private static LandscapeTable of(CsvTable table) {
    String file = table.path().getFileName().toString();
    // The first point is the corner i = j = -radius.
    int radius = Math.toIntExact(-table.whole(0, "i"));
    double[][] reward = unknown(radius);
    double[][] loss = unknown(radius);
    for (int row = 0; row < table.size(); row++) {
      int i = Math.toIntExact(table.whole(row, "i")) + radius;
      int j = Math.toIntExact(table.whole(row, "j")) + radius;
      reward[i][j] = table.number(row, "normalized_reward");
      loss[i][j] = table.number(row, "validation_loss");
    }
    String name = file.substring(0, file.length() - ENDING.length());
    return new LandscapeTable(name, radius, reward, loss);
  }

  private static double[][] unknown(int radius) {
    double[][] values = new double[2 * radius + 1][2 * radius + 1];
    Arrays.stream(values).forEach(column -> Arrays.fill(column, Double.NaN));
    return values;
  }
}
