package io.papilio.artifacts.table;

import io.papilio.artifacts.file.TextFile;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.nio.file.Path;
import java.util.List;

/**
 * A CSV file without quotes, as {@link CsvWriter} writes it.
 *
 * @param path for messages
 * @param columns their names
 * @param rows the fields of each line after the first
 */
public record CsvTable(Path path, List<String> columns, List<List<String>> rows) {
  public CsvTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** Reads a file; a last line without its line break, torn by an interruption, is left out. */
  public static CsvTable read(Path path) {
    return parse(path, TextFile.read(path));
  }

  /** Reads what such a file holds. */
  public static CsvTable parse(Path path, String text) {
    List<List<String>> lines =
        text.substring(0, text.lastIndexOf('\n') + 1).lines().map(CsvTable::fields).toList();
    Require.that(!lines.isEmpty(), path.toString(), "empty", "a line of column names");
    List<String> columns = lines.get(0);
    for (int i = 1; i < lines.size(); i++) {
      int found = lines.get(i).size();
      Require.that(
          found == columns.size(),
          path + " line " + (i + 1),
          found + " fields",
          Integer.toString(columns.size()));
    }
    return new CsvTable(path, columns, lines.subList(1, lines.size()));
  }

  public int size() {
    return rows.size();
  }

  public String text(int row, String column) {
    int index = columns.indexOf(column);
    Require.that(index >= 0, path.toString(), "columns " + columns, "a column " + column);
    return rows.get(row).get(index);
  }

  public double number(int row, String column) {
    String text = text(row, column);
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw complaint(row, column, text, "a number");
    }
  }

  public long whole(int row, String column) {
    String text = text(row, column);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw complaint(row, column, text, "an integer");
    }
  }

  public InvalidValueException complaint(int row, String column, String actual, String expected) {
    return new InvalidValueException(
        path + " line " + (row + 2), column + " '" + actual + "'", expected);
  }

  private static List<String> fields(String line) {
    return List.of(line.split(",", -1));
  }
}
