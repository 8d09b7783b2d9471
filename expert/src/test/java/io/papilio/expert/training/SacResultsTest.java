package io.papilio.expert.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.RunInterruptedException;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.expert.policy.ExpertFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose files were taken away does not write over the rest. */
class SacResultsTest {
  @TempDir Path directory;

  @Test
  void runWithoutItsBestPolicyIsRefused() throws IOException {
    double best = SmallRun.train(directory, SmallRun.SETTINGS, Progress.SILENT);
    Path model = directory.resolve(ExpertFile.NAME);
    Files.delete(model);
    assertEquals(
        model
            + ": no such file (expected: the best policy, with a mean return of "
            + best
            + "; or another directory)",
        refusal());
  }

  @Test
  void runWithoutTheCheckpointThatItsMetricsArePastIsRefused() throws IOException {
    SmallRun.train(directory, SmallRun.SETTINGS, Progress.SILENT);
    Files.delete(SacTrainer.checkpoint(directory));
    Path metrics = directory.resolve("metrics.csv");
    byte[] before = Files.readAllBytes(metrics);
    assertEquals(
        SacTrainer.checkpoint(directory)
            + ": no such file (expected: what the run goes on from, whose "
            + metrics
            + " goes to step 300; or another directory)",
        refusal());
    assertArrayEquals(before, Files.readAllBytes(metrics));
  }

  @Test
  void runKilledBetweenAnEvaluationAndItsFirstCheckpointBeginsAnew() {
    Progress failing =
        (done, total, note) -> {
          if (done >= 60) {
            throw new IllegalStateException("power cut");
          }
        };
    assertThrows(
        IllegalStateException.class, () -> SmallRun.train(directory, SmallRun.SETTINGS, failing));
    assertEquals(1, SmallRun.evaluations(directory));
    SmallRun.train(directory, SmallRun.SETTINGS, Progress.SILENT);
    assertEquals(6, SmallRun.evaluations(directory));
  }

  @Test
  void piecesThatAKilledRunHasLeftGoWhenItGoesOn() throws IOException {
    assertThrows(
        RunInterruptedException.class,
        () -> SmallRun.train(directory, SmallRun.SETTINGS, SmallRun.stopAfter(80)));
    Path checkpoint = Files.writeString(directory.resolve(".checkpoint.safetensors.4711"), "half");
    Path model = Files.writeString(directory.resolve(".model.safetensors.12"), "half");
    Path own = Files.writeString(directory.resolve(".checkpoint.safetensors.old"), "kept");
    SmallRun.train(directory, SmallRun.SETTINGS, Progress.SILENT);
    assertFalse(Files.exists(checkpoint));
    assertFalse(Files.exists(model));
    assertTrue(Files.exists(own));
  }

  private String refusal() {
    return assertThrows(
            InvalidValueException.class,
            () -> SmallRun.train(directory, SmallRun.SETTINGS, Progress.SILENT))
        .getMessage();
  }
}
