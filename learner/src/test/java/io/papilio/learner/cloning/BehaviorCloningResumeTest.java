package io.papilio.learner.cloning;

import static io.papilio.core.env.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.env.Reason;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.RunInterruptedException;
import io.papilio.core.settings.Settings;
import io.papilio.learner.imitator.ImitatorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
