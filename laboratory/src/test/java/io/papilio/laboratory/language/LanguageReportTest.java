package io.papilio.laboratory.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.run.Invocation;
import io.papilio.artifacts.run.Run;
import io.papilio.artifacts.run.RunManifest;
import io.papilio.artifacts.table.MetricsTable;
import io.papilio.core.rollout.Progress;
import io.papilio.laboratory.experiment.Experiments;
import io.papilio.laboratory.experiment.PlannedRun;
import io.papilio.laboratory.experiment.Scale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageReportTest {
  @TempDir private Path directory;

  private Path run;

  @BeforeEach
  void train() {
    run = directory.resolve("linear/seed0");
    PlannedRun planned = Experiments.of("language-switching").runs(Scale.SMOKE).get(0);
    LanguageRun language = LanguageRun.of(planned.language());
    RunManifest manifest =
        RunManifest.begin(Invocation.of(List.of("test"), 0, Map.of()), Map.of(), Map.of());
    try (Run made = Run.open(run, language.identity(), manifest)) {
      made.execute(Progress.SILENT, p -> language.execute(made, p));
    }
  }

  @Test
  void tableHasTheMeanSwitchingCostOfEveryWindow() throws IOException {
    LanguageReport.read(run, List.of(run)).write();
    MetricsTable window = MetricsTable.read(run.resolve("window.csv"));
    String table = Files.readString(run.resolve("switching.md"));
    for (String iterate : List.of("raw", "ema")) {
      for (long start : List.of(12L, 22L)) {
        double mean =
            window.series(iterate, "switching_cost").stream()
                .filter(value -> value.step() > start && value.step() <= start + 3)
                .mapToDouble(MetricsTable.Value::value)
                .average()
                .orElseThrow();
        String row =
            String.format(
                Locale.ROOT,
                "| seed0 | %d–%d | %s | %.1f %% |",
                start + 1,
                start + 3,
                iterate,
                100 * mean);
        assertTrue(table.contains(row), row + " in " + table);
      }
    }
  }

  @Test
  void everyWindowHasAFileOfItsFlips() throws IOException {
    LanguageReport.read(directory, List.of(directory)).write();
    for (int start : List.of(12, 22)) {
      String svg = Files.readString(run.resolve("flips-" + start + ".svg"));
      assertTrue(svg.contains("iterates " + (start + 1) + " to " + (start + 3)), svg);
      assertTrue(Files.size(run.resolve("flips-" + start + ".png")) > 1000);
    }
  }

  @Test
  void pageShowsAPromptAndItsCompletions() throws IOException {
    Path page = LanguageReport.read(directory, List.of(directory)).write();
    assertEquals(directory.resolve("report.html"), page);
    String html = Files.readString(page);
    assertTrue(html.contains("<caption>raw: "), html);
    assertTrue(html.contains("<caption>ema: "));
    assertTrue(html.contains("<mark>"));
    assertTrue(html.contains("Settings"));
    assertFalse(html.contains("NaN"));
  }

  @Test
  void otherDirectoriesAreNoLanguageModels() throws IOException {
    Path other = Files.createDirectories(directory.resolve("other"));
    Files.writeString(other.resolve("metrics.csv"), "step,iterate,quantity,value\n");
    assertFalse(LanguageReport.isOf(other));
    assertTrue(LanguageReport.isOf(directory));
  }
}
