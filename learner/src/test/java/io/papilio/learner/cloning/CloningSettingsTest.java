package io.papilio.learner.cloning;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.table.MetricsTable;
import io.papilio.artifacts.table.MetricsWriter;
import io.papilio.core.settings.Settings;
import io.papilio.learner.imitator.ImitatorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
