package io.papilio.laboratory.report.run;

import io.papilio.artifacts.table.CsvTable;
import io.papilio.core.validation.Require;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The attention weights of a Transformer at one time step of an episode, from {@code
 * attention/NAME.csv}.
 *
 * @param name of the average
 * @param timeStep of the episode
 * @param weights NaN where a position cannot attend. Shape: [layers, heads, L, L], the attending
 *     position before the attended one, the oldest first
 */
public record AttentionTable(String name, long timeStep, double[][][][] weights) {
  /** The directory of a run's attention weights. */
  public static final String DIRECTORY = "attention";

  private static final int LARGEST_INDEX = 1 << 20;

  /** Rows are the weights on and below a diagonal, of a last time step perhaps not all. */
  private static final int MOST_PER_ROW = 8;

  private static final String ENDING = ".csv";

  /**
   * Reads all of a run, by name and time step.
   *
   * @throws io.papilio.core.validation.InvalidValueException when a file is not such a table
   */
  public static List<AttentionTable> readAll(Path run) {
    Path directory = run.resolve(DIRECTORY);
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(ENDING))
          .sorted()
          .map(CsvTable::read)
          .flatMap(table -> read(table).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(directory + ": " + e.getMessage(), e);
    }
  }

  private static List<AttentionTable> read(CsvTable table) {
    String file = table.path().getFileName().toString();
    String name = file.substring(0, file.length() - ENDING.length());
    TreeSet<Long> steps = new TreeSet<>();
    IntStream.range(0, table.size()).forEach(row -> steps.add(table.whole(row, "time_step")));
    int layers = sizeOf(table, "layer");
    int heads = sizeOf(table, "head");
    int length = Math.max(sizeOf(table, "position"), sizeOf(table, "attended"));
    double weightsInAll = (double) steps.size() * layers * heads * length * length;
    Require.that(
        weightsInAll <= MOST_PER_ROW * (double) table.size(),
        table.path().toString(),
        table.size() + " rows for %.0f weights".formatted(weightsInAll),
        "at least one for " + MOST_PER_ROW);
    List<AttentionTable> all = new ArrayList<>();
    for (long step : steps) {
      double[][][][] weights = new double[layers][heads][length][length];
      for (double[][][] layer : weights) {
        for (double[][] head : layer) {
          Arrays.stream(head).forEach(position -> Arrays.fill(position, Double.NaN));
        }
      }
      all.add(new AttentionTable(name, step, weights));
      for (int row = 0; row < table.size(); row++) {
        if (table.whole(row, "time_step") == step) {
          weights[at(table, row, "layer")][at(table, row, "head")][at(table, row, "position")][
                  at(table, row, "attended")] =
              table.number(row, "weight");
        }
      }
    }
    return all;
  }

  private static int sizeOf(CsvTable table, String column) {
    return 1 + IntStream.range(0, table.size()).map(row -> at(table, row, column)).max().orElse(-1);
  }

  private static int at(CsvTable table, int row, String column) {
    long index = table.whole(row, column);
    if (index < 0 || index > LARGEST_INDEX) {
      throw table.complaint(row, column, "" + index, "0 to " + LARGEST_INDEX);
    }
    return (int) index;
  }
}
