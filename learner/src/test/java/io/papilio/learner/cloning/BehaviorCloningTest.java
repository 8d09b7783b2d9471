package io.papilio.learner.cloning;

import static io.papilio.core.env.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.run.Invocation;
import io.papilio.artifacts.run.Run;
import io.papilio.artifacts.run.RunManifest;
import io.papilio.core.env.Reason;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.Rollout;
import io.papilio.core.rollout.RunInterruptedException;
import io.papilio.core.settings.Settings;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.learner.evaluation.PolicyEvaluator;
import io.papilio.learner.imitator.ImitatorKind;
import io.papilio.learner.optimizer.TrainingDivergedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BehaviorCloningTest {
  private static final List<String> FILES =
      List.of("metrics.csv", "episodes.csv", "raw.safetensors", "ema.safetensors");

  @TempDir Path temporary;

  @ParameterizedTest
  @EnumSource
  void sameSeedGivesTheSameBytes(ImitatorKind kind) throws IOException {
    BehaviorCloningConfig config = config(kind, 1);
    assertSameFiles(finish(config, "one"), finish(config, "two"));
  }

  @Test
  void anotherSeedGivesOtherWeights() throws IOException {
    Path one = finish(config(ImitatorKind.MLP, 1), "one");
    Path two = finish(config(ImitatorKind.MLP, 2), "two");
    assertNotEquals(
        Files.mismatch(one.resolve("raw.safetensors"), two.resolve("raw.safetensors")), -1);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 9, 10, 37})
  void interruptedRunEndsLikeAnUnbrokenOne(long stop) throws IOException {
    BehaviorCloningConfig config = config(ImitatorKind.MLP, 1);
    var error =
        assertThrows(RunInterruptedException.class, () -> train(config, "broken", until(stop)));
    assertEquals(
        "stopped at step " + stop + " of 45; the same command resumes from there",
        error.getMessage());
    assertSameFiles(finish(config, "unbroken"), finish(config, "broken"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 51, 207})
  void runWhoseServerDiedEndsLikeAnUnbrokenOne(int steps) throws IOException {
    BehaviorCloningConfig config = config(ImitatorKind.LINEAR, 1);
    assertFails(Reason.UNAVAILABLE, () -> train(config, "broken", Progress.SILENT, steps));
    assertFalse(isFinished(config, "broken"));
    assertSameFiles(finish(config, "unbroken"), finish(config, "broken"));
  }

  @Test
  void rowsWrittenAfterTheCheckpointAreForgotten() throws IOException {
    BehaviorCloningConfig config = config(ImitatorKind.LINEAR, 1);
    assertThrows(RunInterruptedException.class, () -> train(config, "broken", until(25)));
    for (String table : List.of("metrics.csv", "episodes.csv")) {
      Path file = temporary.resolve("broken").resolve(table);
      Files.writeString(file, "30,torn", StandardOpenOption.APPEND);
    }
    assertSameFiles(finish(config, "unbroken"), finish(config, "broken"));
  }

  @Test
  void finishedRunStaysAsItIs() throws IOException {
    BehaviorCloningConfig config = config(ImitatorKind.LINEAR, 1);
    Path run = finish(config, "run");
    assertTrue(isFinished(config, "run"));
    byte[] metrics = Files.readAllBytes(run.resolve("metrics.csv"));
    finish(config, "run");
    assertArrayEquals(metrics, Files.readAllBytes(run.resolve("metrics.csv")));
  }

  @Test
  void everyEvaluationIsARowAndTheLastIterateIsEvaluated() throws IOException {
    Path run = finish(config(ImitatorKind.LINEAR, 1), "run");
    List<String> rows = Files.readAllLines(run.resolve("metrics.csv"));
    assertEquals(String.join(",", CloningMetrics.COLUMNS), rows.get(0));
    assertEquals(
        List.of("10", "20", "30", "40", "45"),
        rows.stream().skip(1).map(row -> row.substring(0, row.indexOf(','))).toList());
    // 5 evaluations, raw and ema, 4 seeds, and the header
    assertEquals(5 * 2 * 4 + 1, Files.readAllLines(run.resolve("episodes.csv")).size());
  }

  @Test
  void imitatorOfALinearExpertComesToItsReward() throws IOException {
    var config =
        Settings.of(config(ImitatorKind.LINEAR, 1)).with(Map.of("steps", "600", "width", "1"));
    List<String> rows = Files.readAllLines(finish(config, "run").resolve("metrics.csv"));
    List<String> last = List.of(rows.get(rows.size() - 1).split(","));
    assertEquals("1", last.get(CloningMetrics.COLUMNS.indexOf("ema_normalized_reward")));
    double loss =
        Double.parseDouble(last.get(CloningMetrics.COLUMNS.indexOf("ema_validation_loss")));
    assertTrue(loss < 1e-3, "ema validation loss " + loss);
  }

  @Test
  void divergedTrainingIsAClearError() {
    var config = Settings.of(config(ImitatorKind.MLP, 1)).with(Map.of("learning-rate", "1e20"));
    var error =
        assertThrows(TrainingDivergedException.class, () -> train(config, "run", Progress.SILENT));
    assertTrue(
        error.getMessage().matches("[a-z ]+: (NaN|-?Infinity) at step \\d+ \\(expected: .*"),
        error.getMessage());
  }

  private static BehaviorCloningConfig config(ImitatorKind kind, long seed) {
    return Settings.of(BehaviorCloningConfig.DEFAULTS)
        .with(
            Map.ofEntries(
                Map.entry("seed", "" + seed),
                Map.entry("steps", "45"),
                Map.entry("batch-size", "8"),
                Map.entry("imitator", "" + kind),
                Map.entry("hidden-layers", "1"),
                Map.entry("width", "16"),
                Map.entry("learning-rate", "0.01"),
                Map.entry("learning-rate-power", "0.5"),
                Map.entry("ema-burn-in", "12"),
                Map.entry("trajectories", "10"),
                Map.entry("evaluation-interval", "10"),
                Map.entry("evaluation-episodes", "4")));
  }

  private Run open(BehaviorCloningConfig config, String name) {
    return Run.open(
        temporary.resolve(name),
        Settings.toMap(config),
        RunManifest.begin(Invocation.of(List.of("test"), 0, Map.of()), Map.of(), Map.of()));
  }

  private boolean isFinished(BehaviorCloningConfig config, String name) {
    try (Run run = open(config, name)) {
      return run.isFinished();
    }
  }

  private Path finish(BehaviorCloningConfig config, String name) {
    train(config, name, Progress.SILENT);
    return temporary.resolve(name);
  }

  private void train(BehaviorCloningConfig config, String name, Progress progress) {
    train(config, name, progress, Integer.MAX_VALUE);
  }

  private void train(
      BehaviorCloningConfig config, String name, Progress progress, int environmentSteps) {
    List<Trajectory> demonstrations = new ArrayList<>();
    PolicyEvaluator evaluator;
    try (var local = TrolleyEnvironment.vector(4)) {
      var expert = new Rollout(local, TrolleyEnvironment.EXPERT);
      expert.record(config.demonstrationSeeds(), demonstrations::add);
      var mortal = new MortalEnvironments(local, environmentSteps);
      evaluator = new PolicyEvaluator(mortal, expert.run(config.evaluationSeeds()));
      try (Run run = open(config, name);
          var cloning = new BehaviorCloning(config, run, demonstrations, evaluator)) {
        run.execute(progress, cloning::run);
      }
    }
  }

  private static Progress until(long stop) {
    long[] done = {0};
    return new Progress() {
      @Override
      public void advance(long now, long total, String note) {
        done[0] = now;
      }

      @Override
      public boolean stopRequested() {
        return done[0] >= stop;
      }
    };
  }

  private static void assertSameFiles(Path expected, Path actual) throws IOException {
    for (String file : FILES) {
      assertEquals(-1, Files.mismatch(expected.resolve(file), actual.resolve(file)), file);
    }
  }
}
