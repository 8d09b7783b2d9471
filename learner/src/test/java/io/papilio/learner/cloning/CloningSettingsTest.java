package io.papilio.learner.cloning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.table.MetricsTable;
import io.papilio.artifacts.table.MetricsWriter;
import io.papilio.artifacts.tensorfile.SafeTensors;
import io.papilio.core.settings.Settings;
import io.papilio.core.space.Tensor;
import io.papilio.learner.imitator.ImitatorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What settings of the imitator and the loss change in a run. */
class CloningSettingsTest extends SmallCloningRuns {
  @ParameterizedTest
  @CsvSource({"MLP, dropout", "TRANSFORMER, dropout", "TRANSFORMER, embedding-dropout"})
  void dropoutChangesTheTraining(ImitatorKind kind, String dropout) throws IOException {
    BehaviorCloningConfig plain = config(kind, 1);
    Path raw = Path.of("weights/raw.safetensors");
    Path expected = finish(plain, "plain").resolve(raw);
    var dropped = Settings.of(plain).with(Map.of(dropout, "0.2"));
    assertNotEquals(-1, Files.mismatch(expected, finish(dropped, "dropped").resolve(raw)));
  }

  @ParameterizedTest
  @CsvSource({
    "optimizer, sgd:momentum=0.9",
    "beta1, 0.7",
    "beta2, 0.9",
    "learning-rate-power, 3",
    "warm-up-steps, 20",
    "accumulation, 2",
    "batch-size, 16",
    "weight-decay, 0.3",
    "input-noise, 0.05",
    "label-noise, 0.05",
    "trajectories, 6",
    "validation-fraction, 0.5"
  })
  void settingChangesTheTraining(String name, String value) throws IOException {
    BehaviorCloningConfig plain = config(ImitatorKind.MLP, 1);
    Path raw = Path.of("weights/raw.safetensors");
    Path expected = finish(plain, "plain").resolve(raw);
    Path actual = finish(Settings.of(plain).with(Map.of(name, value)), "other").resolve(raw);
    assertNotEquals(-1, Files.mismatch(expected, actual));
    for (Tensor tensor : SafeTensors.read(actual).tensors().values()) {
      for (float weight : tensor.toFloats()) {
        assertTrue(Float.isFinite(weight));
      }
    }
  }

  /** Four minibatches of 8 pairs, which follow one another, are the one of 32. */
  @Test
  void accumulatedGradientsAreThatOfALargerMinibatch() throws IOException {
    var plain =
        Settings.of(config(ImitatorKind.MLP, 1))
            .with(Map.of("optimizer", "sgd:momentum=0", "steps", "2", "learning-rate", "0.1"));
    Path once =
        finish(Settings.of(plain).with(Map.of("batch-size", "32", "accumulation", "1")), "once");
    Path four =
        finish(Settings.of(plain).with(Map.of("batch-size", "8", "accumulation", "4")), "four");
    var expected = SafeTensors.read(once.resolve("weights/raw.safetensors")).tensors();
    var actual = SafeTensors.read(four.resolve("weights/raw.safetensors")).tensors();
    for (String name : expected.keySet()) {
      // Sums of 32 float32 products in another order, in two steps of 0.1 along gradients below 4
      assertArrayEquals(expected.get(name).toFloats(), actual.get(name).toFloats(), 4e-6f, name);
    }
    for (String quantity : List.of("loss", "epoch")) {
      assertEquals(
          MetricsTable.read(once.resolve("metrics.csv"))
              .series("training", quantity)
              .get(0)
              .value(),
          MetricsTable.read(four.resolve("metrics.csv"))
              .series("training", quantity)
              .get(0)
              .value(),
          1e-6,
          quantity);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mlp", "transformer"})
  void imitatorWithChunksAndAMixtureLearns(String kind) throws IOException {
    var config =
        Settings.of(config(ImitatorKind.MLP, 1))
            .with(
                Map.of(
                    "imitator", kind,
                    "previous-action", "true",
                    "chunk", "3",
                    "mixture", "2",
                    "steps", "200"));
    List<MetricsTable.Value> losses =
        MetricsTable.read(finish(config, "run").resolve("metrics.csv"))
            .series("raw", "validation_loss");
    double fall = losses.get(0).value() - losses.get(losses.size() - 1).value();
    assertTrue(fall > 0.5, "likelihood grows by " + fall);
  }

  @ParameterizedTest
  @ValueSource(strings = {"l1", "huber:delta=0.1", "euclidean"})
  void otherLossTrainsOtherwiseAndIsJudgedByL2(String loss) throws IOException {
    BehaviorCloningConfig l2 = config(ImitatorKind.MLP, 1);
    var other = Settings.of(l2).with(Map.of("loss", loss));
    MetricsTable expected = MetricsTable.read(finish(l2, "l2").resolve("metrics.csv"));
    MetricsTable actual = MetricsTable.read(finish(other, "other").resolve("metrics.csv"));
    assertNotEquals(
        expected.series(MetricsWriter.TRAINING, "loss"),
        actual.series(MetricsWriter.TRAINING, "loss"));
    // Two L2 losses of imitators that have both learned something
    double ratio = last(actual) / last(expected);
    assertTrue(ratio > 0.1 && ratio < 10, "ratio " + ratio);
  }

  private static double last(MetricsTable metrics) {
    List<MetricsTable.Value> losses = metrics.series("ema", "validation_loss");
    return losses.get(losses.size() - 1).value();
  }
}
