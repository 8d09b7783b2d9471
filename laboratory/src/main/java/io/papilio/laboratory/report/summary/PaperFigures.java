package io.papilio.laboratory.report.summary;

import io.papilio.artifacts.table.CsvTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the paper reports for an experiment, from {@code paper.csv} in the directory of the run or
 * sweep: the columns {@code name}, {@code iterate} and those of {@link #SYMBOLS} that the paper
 * gives; a field that it leaves out is empty.
 *
 * @param rows in the paper's order; empty without the file
 */
public record PaperFigures(List<Row> rows) {
  /** The file. */
  public static final String FILE_NAME = "paper.csv";

  /** The paper's statistics of a run, appendix B.1.2; their columns in the file. */
  public static final List<String> SYMBOLS =
      List.of("J_max", "J_final", "l_min", "l_final", "mu_mid", "range_mid", "t_early", "t_worse");

  public PaperFigures {
    rows = List.copyOf(rows);
  }

  /**
   * One row of the paper's tables.
   *
   * @param name of the intervention
   * @param iterate raw, or the average's name
   * @param values as printed, by symbol
   */
  public record Row(String name, String iterate, Map<String, String> values) {
    public Row {
      values = Map.copyOf(values);
    }
  }

  /**
   * Reads the file of a directory, if there is one.
   *
   * @throws io.papilio.core.validation.InvalidValueException when a column is missing
   */
  public static PaperFigures read(Path directory) {
    Path file = directory.resolve(FILE_NAME);
    if (Files.notExists(file)) {
      return new PaperFigures(List.of());
    }
    CsvTable table = CsvTable.read(file);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < table.size(); i++) {
      Map<String, String> values = new LinkedHashMap<>();
      for (String symbol : SYMBOLS) {
        if (table.columns().contains(symbol) && !table.text(i, symbol).isEmpty()) {
          values.put(symbol, table.text(i, symbol));
        }
      }
      rows.add(new Row(table.text(i, "name"), table.text(i, "iterate"), values));
    }
    return new PaperFigures(rows);
  }
}
