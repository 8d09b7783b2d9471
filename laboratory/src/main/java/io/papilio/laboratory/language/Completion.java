package io.papilio.laboratory.language;

import io.papilio.artifacts.table.CsvTable;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A completion that differs from that by the iterate before.
 *
 * @param prompt its number
 * @param divergence the first token that differs; -1 at the begin of a window
 */
record Completion(long step, String iterate, int prompt, int divergence, int[] tokens) {
  static final int BEGIN = -1;

  static List<Completion> read(Path file) {
    CsvTable table = CsvTable.read(file);
    return IntStream.range(0, table.size())
        .mapToObj(
            row ->
                new Completion(
                    table.whole(row, "step"),
                    table.text(row, "iterate"),
                    (int) table.whole(row, "prompt"),
                    (int) table.whole(row, "divergence"),
                    LanguageResults.tokens(table, row)))
        .toList();
  }
}
