package io.papilio.laboratory.sweep;

import io.papilio.artifacts.table.CsvTable;
import io.papilio.laboratory.experiment.Experiments;
import io.papilio.laboratory.report.curve.PaperStatistics;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The figures that the paper prints, by experiment, run and average. */
final class PaperTable {
  private final CsvTable table = Experiments.paper();

  /** Those of an average of a run; empty where the paper has none. */
  Optional<PaperStatistics> find(String experiment, String run, String iterate) {
    List<String> wanted = List.of(experiment, run, iterate);
    return IntStream.range(0, table.size())
        .filter(row -> table.rows().get(row).subList(0, wanted.size()).equals(wanted))
        .mapToObj(this::statistics)
        .findFirst();
  }

  private PaperStatistics statistics(int row) {
    return new PaperStatistics(
        PaperStatistics.NAMES.stream().map(name -> table.number(row, name)).toList());
  }
}
