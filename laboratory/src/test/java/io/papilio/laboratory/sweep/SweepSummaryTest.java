package io.papilio.laboratory.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.papilio.artifacts.file.AtomicFile;
import io.papilio.artifacts.run.Invocation;
import io.papilio.artifacts.run.Run;
import io.papilio.artifacts.run.RunManifest;
import io.papilio.core.rollout.Progress;
import io.papilio.laboratory.experiment.Experiments;
import io.papilio.laboratory.experiment.Scale;
import io.papilio.learner.cloning.BehaviorCloning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepSummaryTest {
  @TempDir Path directory;

  private Sweep sweep() {
    return new Sweep(Experiments.of("lqr-marginal"), Scale.LAPTOP, 1, directory);
  }

  /** Metrics at the steps 0, 100, ..., 400 of a finished run. */
  private void finish(double sign, double... rewards) throws IOException {
    StringBuilder table = new StringBuilder("step,iterate,quantity,value\n");
    for (int i = 0; i < rewards.length; i++) {
      String row = 100 * i + ",raw,";
      table.append(row).append("validation_loss,").append(4e-5 / (i + 1)).append('\n');
      table.append(row).append("return,").append(sign * 50 * rewards[i]).append('\n');
      table.append(row).append("normalized_reward,").append(rewards[i]).append('\n');
    }
    Path made = directory.resolve("linear/seed0");
    RunManifest manifest =
        RunManifest.begin(Invocation.of(List.of("clone"), 0, Map.of()), Map.of(), Map.of());
    try (Run run = Run.open(made, Map.of("steps", 400), manifest)) {
      run.execute(
          Progress.SILENT,
          progress -> AtomicFile.write(run.output(BehaviorCloning.METRICS), table.toString()));
    }
  }

  private Map<String, Double> medians() {
    return SweepSummary.read(sweep())
        .csv()
        .lines()
        .skip(1)
        .map(line -> line.split(","))
        .collect(Collectors.toMap(c -> c[3], c -> Double.valueOf(c[4])));
  }

  @Test
  void whatAKilledSweepLeftIsDeletedAtTheNextStart() throws IOException {
    Path leftover = directory.resolve(".summary.csv.4711.tmp");
    Files.writeString(leftover, "half");
    assertEquals(List.of(), sweep().execute(run -> false, List.of(), 1, Progress.SILENT));
    assertFalse(Files.exists(leftover));
  }

  @Test
  void ofReturnsMoreIsBetter() throws IOException {
    finish(1, 0.5, 0.25, 1, 0.75, 0.5);
    assertEquals(1, medians().get("j_max"));
    assertEquals(0.5, medians().get("j_final"));
    assertEquals(0.75, medians().get("range_mid"));
  }

  /** Twice the expert's costs are half its reward. */
  @Test
  void ofCostsTheReciprocalCounts() throws IOException {
    finish(-1, 8, 4, 1, 2, 2);
    assertEquals(1, medians().get("j_max"));
    assertEquals(0.5, medians().get("j_final"));
    assertEquals((0.25 + 1 + 0.5) / 3, medians().get("mu_mid"), 1e-12);
    assertEquals(0.75, medians().get("range_mid"));
    assertEquals(0.5, medians().get("t_early"));
  }

  @Test
  void smallLossesKeepTheirDigits() throws IOException {
    finish(1, 0.5, 0.25, 1, 0.75, 0.5);
    String row = SweepSummary.read(sweep()).markdown().lines().skip(2).findFirst().orElseThrow();
    List<String> cells = List.of(row.split(" \\| "));
    assertEquals(String.format(Locale.ROOT, "%.1e", 8e-6), cells.get(5));
  }
}
