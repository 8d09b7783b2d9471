package io.papilio.cli.bench.peer;

import io.papilio.core.validation.Require;
import io.papilio.laboratory.report.figure.CurvesFigure;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What a benchmark found: a table of text, and curves where it varies a size. */
public record BenchmarkTable(
    List<String> columns, List<List<String>> rows, Optional<CurvesFigure> figure) {
  public BenchmarkTable {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      Require.that(row.size() == columns.size(), "row", row, columns.size() + " cells");
    }
  }

  /** A table without a figure. */
  public BenchmarkTable(List<String> columns, List<List<String>> rows) {
    this(columns, rows, Optional.empty());
  }

  /** The table in Markdown, with a line end behind every line. */
  public String toMarkdown() {
    StringBuilder text = new StringBuilder(line(columns));
    text.append(line(Collections.nCopies(columns.size(), "---")));
    rows.forEach(row -> text.append(line(row)));
    return text.toString();
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}
