package io.papilio.expert.sac;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.env.Environment;
import io.papilio.core.env.VectorEnvironment;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.learner.metrics.Progress;
import io.papilio.learner.metrics.RunInterruptedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SacTrainerTest {
  private static final Map<String, String> SMALL =
      Map.of(
          "totalSteps", "300",
          "learningStarts", "50",
          "batchSize", "16",
          "hiddenUnits", "16",
          "evaluationInterval", "50",
          "evaluationEpisodes", "3",
          "checkpointInterval", "70");

  @TempDir Path directory;

  @Test
  void sameSeedGivesTheSameRunToTheLastBit() throws IOException {
    train(directory.resolve("a"), SMALL, Progress.SILENT);
    train(directory.resolve("b"), SMALL, Progress.SILENT);
    assertSameRun(directory.resolve("a"), directory.resolve("b"));
  }

  @Test
  void stoppedAndResumedRunEqualsAnUnbrokenOneToTheLastBit() throws IOException {
    train(directory.resolve("unbroken"), SMALL, Progress.SILENT);
    Path broken = directory.resolve("broken");
    assertThrows(RunInterruptedException.class, () -> train(broken, SMALL, stopAfter(30)));
    assertThrows(RunInterruptedException.class, () -> train(broken, SMALL, stopAfter(160)));
    train(broken, SMALL, Progress.SILENT);
    assertSameRun(directory.resolve("unbroken"), broken);
  }

  @Test
  void runThatBrokeBetweenCheckpointsGoesOnFromTheLastOne() throws IOException {
    train(directory.resolve("unbroken"), SMALL, Progress.SILENT);
    Path broken = directory.resolve("broken");
    Progress failing =
        (done, total, note) -> {
          if (done > 200) {
            throw new IllegalStateException("power cut");
          }
        };
    assertThrows(IllegalStateException.class, () -> train(broken, SMALL, failing));
    train(broken, SMALL, Progress.SILENT);
    assertSameRun(directory.resolve("unbroken"), broken);
  }

  @Test
  void directoryOfAnotherConfigurationIsRefused() {
    train(directory, SMALL, Progress.SILENT);
    Map<String, String> other = new HashMap<>(SMALL);
    other.put("gamma", "0.5");
    InvalidValueException refusal =
        assertThrows(InvalidValueException.class, () -> train(directory, other, Progress.SILENT));
    assertTrue(refusal.getMessage().startsWith("gamma: 0.5 (expected: 0.99"), refusal.getMessage());
  }

  @Test
  void policyLearnsToStayNearTheOrigin() {
    Map<String, String> longer = new HashMap<>(SMALL);
    longer.put("totalSteps", "1500");
    longer.put("learningRate", "0.003");
    // Standing still earns about 6.7 of 10 from uniform starts in [0, 1).
    assertTrue(train(directory, longer, Progress.SILENT) > 8.5);
  }

  private static double train(Path directory, Map<String, String> settings, Progress progress) {
    SacConfig config = Settings.of(SacConfig.DEFAULTS).with(settings);
    try (Environment environment = PointEnvironment.guarded();
        VectorEnvironment evaluation = PointEnvironment.vector(3);
        SacTrainer trainer = new SacTrainer(config, environment, evaluation, directory)) {
      trainer.train(progress);
      assertEquals(config.totalSteps(), trainer.step());
      return trainer.bestReturn();
    }
  }

  private static Progress stopAfter(long steps) {
    return new Progress() {
      private long done;

      @Override
      public void advance(long done, long total, String note) {
        this.done = done;
      }

      @Override
      public boolean stopRequested() {
        return done >= steps;
      }
    };
  }

  private static void assertSameRun(Path expected, Path actual) throws IOException {
    for (String file :
        new String[] {"metrics.csv", "checkpoint.safetensors", "model.safetensors"}) {
      assertArrayEquals(
          Files.readAllBytes(expected.resolve(file)),
          Files.readAllBytes(actual.resolve(file)),
          file);
    }
  }
}
