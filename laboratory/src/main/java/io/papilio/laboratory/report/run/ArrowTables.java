package io.papilio.laboratory.report.run;

import io.papilio.artifacts.table.ArrowTable;
import io.papilio.artifacts.table.CsvTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The tables of a run as Arrow files beside their CSV files. */
public final class ArrowTables {
  private static final List<ArrowTable.Type> METRICS =
      List.of(
          ArrowTable.Type.INTEGER,
          ArrowTable.Type.TEXT,
          ArrowTable.Type.TEXT,
          ArrowTable.Type.NUMBER);
  private static final List<ArrowTable.Type> EPISODES =
      List.of(
          ArrowTable.Type.INTEGER,
          ArrowTable.Type.TEXT,
          ArrowTable.Type.INTEGER,
          ArrowTable.Type.NUMBER,
          ArrowTable.Type.INTEGER,
          ArrowTable.Type.BOOLEAN);

  private ArrowTables() {}

  /**
   * Writes those whose CSV file is there.
   *
   * @throws io.papilio.core.validation.InvalidValueException when a field is not of its column's
   *     type
   */
  public static void write(Path run) {
    write(run, "metrics", METRICS);
    write(run, "episodes", EPISODES);
    write(run, "window", METRICS);
    write(run, "window-episodes", EPISODES);
  }

  private static void write(Path run, String name, List<ArrowTable.Type> types) {
    Path csv = run.resolve(name + ".csv");
    if (Files.exists(csv)) {
      ArrowTable.write(run.resolve(name + ".arrow"), CsvTable.read(csv), types);
    }
  }
}
