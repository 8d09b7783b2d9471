package io.papilio.laboratory.report.run;

import io.papilio.artifacts.table.CsvTable;
import io.papilio.learner.diagnostics.LandscapeMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Reward and cloning error on a lattice around an iterate, from {@code landscape/NAME-STEP.csv}.
 *
 * @param name of the file without its ending
 * @param radius lattice points on each side of the iterate
 * @param reward normalized
 * @param loss the cloning error
 */
public record LandscapeTable(String name, int radius, Quantity reward, Quantity loss) {
  /** The directory of a run's landscapes. */
  public static final String DIRECTORY = "landscape";

  private static final String ENDING = ".csv";

  /**
   * One number of every lattice point.
   *
   * @param values by i, then j; NaN where the file has none yet. Shape: [2 radius + 1, 2 radius +
   *     1]
   * @param lipschitz estimate of its Lipschitz constant with respect to the parameters
   */
  public record Quantity(double[][] values, double lipschitz) {}

  /** The iterate in the middle: {@code ema after 6,000 steps}. */
  public String words() {
    int end = name.lastIndexOf('-');
    long step = Long.parseLong(name.substring(end + 1));
    return String.format(Locale.ROOT, "%s after %,d steps", name.substring(0, end), step);
  }

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
    LandscapeMap map = LandscapeMap.of(table);
    return new LandscapeTable(
        file.substring(0, file.length() - ENDING.length()),
        map.radius(),
        quantity(map, "normalized_reward"),
        quantity(map, "validation_loss"));
  }

  private static Quantity quantity(LandscapeMap map, String column) {
    int radius = map.radius();
    double[][] values = new double[2 * radius + 1][2 * radius + 1];
    for (int i = -radius; i <= radius; i++) {
      for (int j = -radius; j <= radius; j++) {
        values[i + radius][j + radius] = map.value(column, i, j);
      }
    }
    return new Quantity(values, map.lipschitz(column));
  }
}
