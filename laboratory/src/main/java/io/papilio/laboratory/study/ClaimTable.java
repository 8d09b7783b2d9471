package io.papilio.laboratory.study;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The claims of studies as tables of text. */
public final class ClaimTable {
  private static final List<String> COLUMNS =
      List.of("study", "source", "statement", "expected", "measured", "verdict", "remark");

  private ClaimTable() {}

  /** As CSV (RFC 4180), every field in quotes. */
  static String csv(Map<Study, Findings> found) {
    return rows(found)
        .map(
            row ->
                row.stream()
                        .map(field -> '"' + field.replace("\"", "\"\"") + '"')
                        .collect(Collectors.joining(","))
                    + "\n")
        .collect(Collectors.joining());
  }

  /** As Markdown. */
  static String markdown(Map<Study, Findings> found) {
    List<List<String>> rows = rows(found).toList();
    return line(rows.get(0))
        + "|---".repeat(COLUMNS.size())
        + "|\n"
        + rows.stream().skip(1).map(ClaimTable::line).collect(Collectors.joining());
  }

  /** For the terminal: how many claims of each study hold, and those that do not. */
  public static String summary(Map<Study, Findings> found) {
    StringBuilder text = new StringBuilder();
    found.forEach(
        (study, findings) -> {
          long held = findings.claims().stream().filter(Claim::holds).count();
          int all = findings.claims().size();
          text.append(
              String.format(
                  Locale.ROOT, "%-26s %2d of %2d claims hold%n", study.name(), held, all));
          findings.claims().stream()
              .filter(claim -> !claim.holds())
              .forEach(claim -> text.append("  ").append(inWords(claim)).append('\n'));
        });
    return text.toString();
  }

  private static String inWords(Claim claim) {
    return claim.source()
        + ", "
        + claim.statement()
        + ": "
        + claim.measured()
        + " (expected: "
        + claim.expected()
        + ")";
  }

  private static String line(List<String> fields) {
    return fields.stream()
        .map(field -> field.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static Stream<List<String>> rows(Map<Study, Findings> found) {
    Stream<List<String>> claims =
        found.entrySet().stream()
            .flatMap(
                entry ->
                    entry.getValue().claims().stream().map(claim -> row(entry.getKey(), claim)));
    return Stream.concat(Stream.of(COLUMNS), claims);
  }

  private static List<String> row(Study study, Claim claim) {
    return List.of(
        study.name(),
        claim.source(),
        claim.statement(),
        claim.expected(),
        claim.measured(),
        claim.verdict().words(),
        claim.remark());
  }
}
