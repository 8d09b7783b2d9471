package io.papilio.learner.language;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.table.CsvTable;
import io.papilio.artifacts.table.MetricsTable;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.RunInterruptedException;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.learner.text.CorpusSummary;
import io.papilio.learner.text.TextData;
import io.papilio.learner.text.TokenizerFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTrainingTest {
  @TempDir private Path temporary;

  @Test
  void lossFallsAndTheWindowsHaveEveryIterate() {
    Path run = temporary.resolve("run");
    SmallLanguageModels.train(
        SmallLanguageModels.config("optimizer.learning-rate", "1e-2"), run, Progress.SILENT);
    MetricsTable metrics = MetricsTable.read(run.resolve("metrics.csv"));
    List<MetricsTable.Value> losses = metrics.series("raw", "validation_loss");
    assertEquals(List.of(10L, 20L, 30L), losses.stream().map(MetricsTable.Value::step).toList());
    assertTrue(losses.get(2).value() < losses.get(0).value() - 0.1, "" + losses);
    MetricsTable window = MetricsTable.read(run.resolve("window.csv"));
    List<MetricsTable.Value> costs = window.series("ema", "switching_cost");
    assertEquals(
        List.of(9L, 10L, 11L, 12L, 22L, 23L, 24L, 25L),
        costs.stream().map(MetricsTable.Value::step).toList());
    CsvTable completions = CsvTable.read(run.resolve("completions.csv"));
    for (MetricsTable.Value cost : costs) {
      long changed =
          completions.rows().stream()
              .filter(row -> row.get(0).equals("" + cost.step()) && row.get(1).equals("ema"))
              .count();
      assertEquals(changed / 20.0, cost.value(), "the share of 20 prompts at " + cost.step());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 7, 10, 11, 23, 29})
  void interruptedRunEndsLikeAnUnbrokenOne(long stop) throws IOException {
    LanguageConfig config = SmallLanguageModels.config("optimizer.accumulation", "2");
    Path broken = temporary.resolve("broken");
    assertThrows(
        RunInterruptedException.class,
        () -> SmallLanguageModels.train(config, broken, until(stop)));
    SmallLanguageModels.train(config, broken, Progress.SILENT);
    Path unbroken = temporary.resolve("unbroken");
    SmallLanguageModels.train(config, unbroken, Progress.SILENT);
    assertSameFiles(unbroken, broken);
  }

  @Test
  void killedRunEndsLikeAnUnbrokenOne() throws IOException {
    LanguageConfig config = SmallLanguageModels.config();
    Path killed = temporary.resolve("killed");
    // A kill inside the second window: what was written since the checkpoint of step 20 stays.
    assertThrows(
        IllegalStateException.class,
        () ->
            SmallLanguageModels.train(
                config,
                killed,
                (done, total, note) -> {
                  if (done == 24) {
                    throw new IllegalStateException("killed");
                  }
                }));
    SmallLanguageModels.train(config, killed, Progress.SILENT);
    Path unbroken = temporary.resolve("unbroken");
    SmallLanguageModels.train(config, unbroken, Progress.SILENT);
    assertSameFiles(unbroken, killed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"metrics.csv", "window.csv", "completions.csv"})
  void editedRowsAreRejected(String table) throws IOException {
    LanguageConfig config = SmallLanguageModels.config();
    Path run = temporary.resolve("edited");
    assertThrows(
        RunInterruptedException.class, () -> SmallLanguageModels.train(config, run, until(23)));
    Path file = run.resolve(table);
    String rows = Files.readString(file);
    Files.writeString(file, rows.replaceFirst(",raw,", ",ema,"));
    String message =
        assertThrows(
                InvalidValueException.class,
                () -> SmallLanguageModels.train(config, run, Progress.SILENT))
            .getMessage();
    assertTrue(message.startsWith(file + ": sha256 "), message);
  }

  @Test
  void accumulatedGradientsAreThoseOfALargerBatch() {
    float[] one = gradient(SmallLanguageModels.config("optimizer.batch-size", "8"));
    float[] two = gradient(SmallLanguageModels.config("optimizer.accumulation", "2"));
    assertArrayEquals(one, two, 1e-6f);
  }

  private float[] gradient(LanguageConfig config) {
    TextData data =
        TextData.prepare(
            temporary.resolve("data"),
            SmallLanguageModels.CORPUS,
            CorpusSummary.of(SmallLanguageModels.CORPUS),
            config.data());
    LanguageModel model = new LanguageModel(config.model().shape(data.tokenizer().size()));
    float[] gradient = new float[model.shape().parameterCount()];
    double loss =
        new SequenceLoss(config, data, model)
            .gradient(3, SmallLanguageModels.theta(model.shape(), 1), gradient);
    assertTrue(loss > 0);
    return gradient;
  }

  @Test
  void weightsGenerateText() {
    Path run = temporary.resolve("run");
    SmallLanguageModels.train(SmallLanguageModels.config(), run, Progress.SILENT);
    TextGenerator generator =
        new TextGenerator(
            TokenizerFile.read(run.resolve("data/tokenizer.json")),
            LanguageModelFile.read(run.resolve("weights/ema.safetensors")));
    String text = generator.complete("the fox ", 50);
    assertTrue(text.length() <= 50 && !text.isEmpty(), text);
    assertEquals(text.substring(0, 3), generator.complete("the fox ", 3));
  }

  private static void assertSameFiles(Path expected, Path actual) throws IOException {
    try (Stream<Path> files = Files.walk(expected)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = expected.relativize(file).toString();
        if (!name.equals("manifest.json")) {
          assertArrayEquals(
              Files.readAllBytes(file), Files.readAllBytes(actual.resolve(name)), name);
        }
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
}
