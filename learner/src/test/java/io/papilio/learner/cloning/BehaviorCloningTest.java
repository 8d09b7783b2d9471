package io.papilio.learner.cloning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.table.MetricsTable;
import io.papilio.artifacts.table.MetricsWriter;
import io.papilio.core.rollout.Progress;
import io.papilio.core.settings.Settings;
import io.papilio.learner.imitator.ImitatorKind;
import io.papilio.learner.optimizer.TrainingDivergedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BehaviorCloningTest extends SmallCloningRuns {
  private static final List<Long> EVALUATED = List.of(10L, 20L, 30L, 40L, 45L);

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
        Files.mismatch(
            one.resolve("weights/raw.safetensors"), two.resolve("weights/raw.safetensors")),
        -1);
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
  void everyAverageIsEvaluatedAlsoAtTheLastStep() throws IOException {
    Path run = finish(config(ImitatorKind.LINEAR, 1), "run");
    MetricsTable metrics = MetricsTable.read(run.resolve("metrics.csv"));
    assertEquals(List.of("raw", "ema", "mean"), metrics.iterates());
    for (String iterate : metrics.iterates()) {
      for (String quantity : List.of("validation_loss", "return", "normalized_reward", "length")) {
        assertEquals(EVALUATED, steps(metrics, iterate, quantity), iterate + " " + quantity);
      }
    }
    for (String quantity : List.of("epoch", "learning_rate", "loss")) {
      assertEquals(EVALUATED, steps(metrics, MetricsWriter.TRAINING, quantity), quantity);
    }
    // 5 evaluations, 3 averages, 4 seeds, and the header
    assertEquals(5 * 3 * 4 + 1, Files.readAllLines(run.resolve("episodes.csv")).size());
  }

  @Test
  void rawWeightsAreEvaluatedLikeTheAverages() throws IOException {
    var config =
        Settings.of(config(ImitatorKind.MLP, 1)).with(Map.of("average", "raw,mean:burn-in=100"));
    Path run = finish(config, "run");
    MetricsTable metrics = MetricsTable.read(run.resolve("metrics.csv"));
    // In its burn-in a mean is the newest iterate.
    assertEquals(
        metrics.series("raw", "validation_loss"), metrics.series("mean", "validation_loss"));
    assertEquals(metrics.series("raw", "return"), metrics.series("mean", "return"));
    assertEquals(
        -1,
        Files.mismatch(
            run.resolve("weights/raw.safetensors"), run.resolve("weights/mean.safetensors")));
  }

  @Test
  void imitatorOfALinearExpertComesToItsReward() throws IOException {
    var config =
        Settings.of(config(ImitatorKind.LINEAR, 1)).with(Map.of("steps", "600", "width", "1"));
    MetricsTable metrics = MetricsTable.read(finish(config, "run").resolve("metrics.csv"));
    assertEquals(1, last(metrics, "ema", "normalized_reward"));
    double loss = last(metrics, "ema", "validation_loss");
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

  private static List<Long> steps(MetricsTable metrics, String iterate, String quantity) {
    return metrics.series(iterate, quantity).stream().map(MetricsTable.Value::step).toList();
  }

  private static double last(MetricsTable metrics, String iterate, String quantity) {
    List<MetricsTable.Value> series = metrics.series(iterate, quantity);
    return series.get(series.size() - 1).value();
  }
}
