package io.papilio.expert.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.run.RunDirectory;
import io.papilio.core.rollout.RunInterruptedException;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.expert.policy.ExpertFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that was begun by another one stays that run. */
class SacLineageTest {
  @TempDir Path directory;
  private Path first;
  private Path run;

  @BeforeEach
  void stopOneRun() {
    first = directory.resolve("first");
    run = directory.resolve("run");
    stop(first, 123);
  }

  @Test
  void runKilledBeforeItsCheckpointGoesOnFromTheSamePlaceOnly() throws IOException {
    SmallRun.train(run, SmallRun.SETTINGS, Optional.of(first));
    float[] unbroken = SmallRun.policy(run);
    forgetResults();
    assertRefused("from: nothing (expected: " + first + ", as in ", Optional.empty());
    Path other = directory.resolve("other");
    stop(other, 110);
    assertRefused("from: " + other + " (expected: " + first + ", as in ", Optional.of(other));
    SmallRun.train(run, SmallRun.SETTINGS, Optional.of(first.resolve("../first")));
    assertArrayEquals(unbroken, SmallRun.policy(run));
  }

  @Test
  void otherRunThatHasMovedOnIsRefusedBeforeTheFirstCheckpoint() throws IOException {
    SmallRun.train(run, SmallRun.SETTINGS, Optional.of(first));
    String began = RunDirectory.settings(run.resolve("config.json")).get("fromSha256");
    stop(first, 5);
    // With a checkpoint of its own, the run asks no more what became of the other one.
    SmallRun.train(run, SmallRun.SETTINGS, Optional.of(first));
    forgetResults();
    String message = assertRefused("from: " + SacTrainer.checkpoint(first), Optional.of(first));
    assertTrue(message.contains("(expected: sha256 " + began + ", as in " + run), message);
  }

  @Test
  void finishedRunIsNoOtherOnes() {
    SmallRun.train(run, SmallRun.SETTINGS, Optional.empty());
    assertRefused("from: " + first + " (expected: nothing, as in " + run, Optional.of(first));
  }

  @Test
  void runThatIsOlderThanTheSettingGoesOn() throws IOException {
    SmallRun.train(run, SmallRun.SETTINGS, Optional.empty());
    Path config = run.resolve("config.json");
    String before = Files.readString(config);
    String older = before.replaceFirst(",\\s+\"from\" : \"\"", "");
    Files.writeString(config, older);
    SmallRun.train(run, SmallRun.SETTINGS, Optional.empty());
    SmallRun.train(run, SmallRun.SETTINGS, Optional.of(first));
    assertEquals(older, Files.readString(config));
    assertTrue(older.length() < before.length());
  }

  /** As if the run had been killed before it came to an evaluation. */
  private void forgetResults() throws IOException {
    Files.delete(SacTrainer.checkpoint(run));
    Files.delete(run.resolve("metrics.csv"));
    Files.delete(run.resolve(ExpertFile.NAME));
  }

  private String assertRefused(String beginning, Optional<Path> from) {
    InvalidValueException refusal =
        assertThrows(
            InvalidValueException.class, () -> SmallRun.train(run, SmallRun.SETTINGS, from));
    assertTrue(refusal.getMessage().startsWith(beginning), refusal.getMessage());
    return refusal.getMessage();
  }

  private static void stop(Path run, int steps) {
    assertThrows(
        RunInterruptedException.class,
        () -> SmallRun.train(run, SmallRun.SETTINGS, SmallRun.stopAfter(steps)));
  }
}
