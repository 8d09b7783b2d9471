package io.papilio.learner.cloning;

import static io.papilio.core.env.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.run.Run;
import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.env.Reason;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.RunInterruptedException;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.learner.imitator.ImitatorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that were cut short resume as if they had not been. */
class BehaviorCloningResumeTest extends SmallCloningRuns {
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
  @EnumSource(names = {"MLP", "TRANSFORMER"})
  void interruptedRunWithDropoutEndsLikeAnUnbrokenOne(ImitatorKind kind) throws IOException {
    var config =
        Settings.of(config(kind, 1))
            .with(
                Map.of(
                    "previous-action", "true",
                    "dropout", "0.2",
                    "embedding-dropout", "0.1"));
    assertThrows(RunInterruptedException.class, () -> train(config, "broken", until(37)));
    assertSameFiles(finish(config, "unbroken"), finish(config, "broken"));
  }

  /** Before the first checkpoint, between two snapshots, and after some of them were deleted. */
  @ParameterizedTest
  @ValueSource(longs = {7, 22, 41})
  void killedTransformerWithAllAveragesEndsLikeAnUnbrokenOne(long stop) throws IOException {
    var config =
        Settings.of(config(ImitatorKind.TRANSFORMER, 1))
            .with(
                Map.of(
                    "average", BANK,
                    "dropout", "0.2",
                    "embedding-dropout", "0.1",
                    "accumulation", "2",
                    "input-noise", "0.1"));
    assertThrows(Killed.class, () -> train(config, "broken", killAt(stop)));
    Path whole = finish(config, "unbroken");
    assertSameFiles(whole, finish(config, "broken"));
    try (var snapshots = Files.list(whole.resolve("snapshots/posthoc"))) {
      // Two of each of steps 8, 16, 24, 32, 40 and 45: every 4 steps would be too many.
      assertEquals(12, snapshots.count());
    }
  }

  /** In the first epoch, at its end, and in later ones, with all that depends on their pairs. */
  @ParameterizedTest
  @CsvSource({"MLP, 5", "MLP, 14", "MLP, 37", "TRANSFORMER, 22", "TRANSFORMER, 41"})
  void killedRunOnFreshTrajectoriesEndsLikeAnUnbrokenOne(ImitatorKind kind, long stop)
      throws IOException {
    BehaviorCloningConfig config = fresh(kind);
    assertThrows(Killed.class, () -> train(config, "broken", killAt(stop)));
    assertSameFiles(finish(config, "unbroken"), finish(config, "broken"));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 13, 14, 30})
  void interruptedRunOnFreshTrajectoriesEndsLikeAnUnbrokenOne(long stop) throws IOException {
    BehaviorCloningConfig config = fresh(ImitatorKind.MLP);
    assertThrows(RunInterruptedException.class, () -> train(config, "broken", until(stop)));
    assertSameFiles(finish(config, "unbroken"), finish(config, "broken"));
  }

  /** After an episode of the evaluations, or of the expert. */
  @ParameterizedTest
  @ValueSource(ints = {0, 2, 6, 40})
  void runOnFreshTrajectoriesWhoseServerDiedEndsLikeAnUnbrokenOne(int episodes) throws IOException {
    BehaviorCloningConfig config = fresh(ImitatorKind.MLP);
    assertFails(Reason.UNAVAILABLE, () -> train(config, "broken", Progress.SILENT, episodes));
    assertSameFiles(finish(config, "unbroken"), finish(config, "broken"));
  }

  /** An epoch is 4 trajectories of 29 pairs each, so 14 minibatches, of which a step has 2. */
  private static BehaviorCloningConfig fresh(ImitatorKind kind) {
    return Settings.of(config(kind, 1))
        .with(
            Map.ofEntries(
                Map.entry("fresh-trajectories", "true"),
                Map.entry("trajectories", "5"),
                Map.entry("validation-fraction", "0.2"),
                Map.entry("chunk", "2"),
                Map.entry("accumulation", "2"),
                Map.entry("previous-action", "true"),
                Map.entry("label-noise", "0.1"),
                Map.entry("input-noise", "0.1"),
                Map.entry("dropout", "0.2"),
                Map.entry("gradient-minibatches", "3"),
                Map.entry("landscape-steps", "30"),
                Map.entry("landscape-radius", "1")));
  }

  @Test
  void interruptedDescentWithMomentumEndsLikeAnUnbrokenOne() throws IOException {
    var config =
        Settings.of(config(ImitatorKind.MLP, 1))
            .with(Map.of("optimizer", "sgd:momentum=0.9", "warm-up-steps", "30"));
    assertThrows(RunInterruptedException.class, () -> train(config, "broken", until(23)));
    assertSameFiles(finish(config, "unbroken"), finish(config, "broken"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 34})
  void runWhoseServerDiedEndsLikeAnUnbrokenOne(int episodes) throws IOException {
    BehaviorCloningConfig config = config(ImitatorKind.LINEAR, 1);
    assertFails(Reason.UNAVAILABLE, () -> train(config, "broken", Progress.SILENT, episodes));
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

  @ParameterizedTest
  @ValueSource(strings = {"metrics.csv", "episodes.csv"})
  void editedRowsAreRejected(String table) throws IOException {
    BehaviorCloningConfig config = config(ImitatorKind.LINEAR, 1);
    assertThrows(RunInterruptedException.class, () -> train(config, "broken", until(25)));
    Path file = temporary.resolve("broken").resolve(table);
    String rows = Files.readString(file);
    Files.writeString(file, rows.replaceFirst("\n10,raw", "\n10,ema"));
    String message =
        assertThrows(InvalidValueException.class, () -> finish(config, "broken")).getMessage();
    assertTrue(message.startsWith(file + ": sha256 "), message);
    Files.writeString(file, rows);
    assertSameFiles(finish(config, "unbroken"), finish(config, "broken"));
  }

  @Test
  void otherEpisodesOfTheExpertAreRejected() {
    BehaviorCloningConfig config = config(ImitatorKind.LINEAR, 1);
    assertThrows(RunInterruptedException.class, () -> train(config, "broken", until(25)));
    String message;
    try (Run run = open(config, "broken")) {
      TrainingState checkpoint = run.checkpoint().load().orElseThrow();
      TrainingState.Builder other = TrainingState.builder();
      double noted = checkpoint.number("expert_return");
      checkpoint
          .entries()
          .forEach(
              (name, value) -> {
                if (name.equals("expert_return")) {
                  other.put(name, noted + 1);
                } else {
                  other.put(name, value);
                }
              });
      run.checkpoint().save(other.build());
      message =
          String.format(
              "%s: mean return %s (expected: %s, as noted in the checkpoint; or another directory)",
              run.file("expert.json"), noted, noted + 1);
    }
    assertEquals(
        message,
        assertThrows(InvalidValueException.class, () -> finish(config, "broken")).getMessage());
  }

  /** Ends a run with nothing saved. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static Progress killAt(long step) {
    return new Progress() {
      @Override
      public void advance(long now, long total, String note) {
        if (now == step) {
          throw new Killed();
        }
      }
    };
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
