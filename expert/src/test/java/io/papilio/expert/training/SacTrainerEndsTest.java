package io.papilio.expert.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.env.BrokenEnvironment;
import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.LeverEnvironment;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.RunInterruptedException;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.expert.policy.ExpertFile;
import io.papilio.expert.sac.EntropyTemperature;
import io.papilio.learner.optimizer.TrainingDivergedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How runs begin where others stopped, and how they end. */
class SacTrainerEndsTest {
  @TempDir Path directory;

  @Test
  void runShorterThanItsIntervalsEndsWithAnEvaluationAndACheckpoint() throws IOException {
    List<Long> told = new ArrayList<>();
    Map<String, String> settings =
        with("evaluation-interval", "100000", "checkpoint-interval", "100000", "total-steps", "95");
    SmallRun.train(directory, settings, (done, total, note) -> told.add(done));
    assertTrue(Files.exists(directory.resolve(ExpertFile.NAME)));
    assertEquals(95, SmallRun.checkpoint(directory).integer("step"));
    assertEquals(1, SmallRun.evaluations(directory));
    assertEquals(95, told.get(told.size() - 1));
  }

  @Test
  void progressEndsAtTheTotalThoughEnvironmentsStepTogether() {
    List<Long> told = new ArrayList<>();
    Map<String, String> settings = with("num-envs", "4", "total-steps", "61");
    SmallRun.train(directory, settings, (done, total, note) -> told.add(done));
    assertEquals(61, told.get(told.size() - 1));
    assertEquals(64, SmallRun.checkpoint(directory).integer("step"));
  }

  @Test
  void finishedRunStaysAsItIs() throws IOException {
    SmallRun.train(directory, SmallRun.SETTINGS, Progress.SILENT);
    byte[] metrics = Files.readAllBytes(directory.resolve("metrics.csv"));
    SmallRun.train(directory, SmallRun.SETTINGS, Progress.SILENT);
    assertArrayEquals(metrics, Files.readAllBytes(directory.resolve("metrics.csv")));
  }

  @Test
  void divergedTrainingTellsTheStepAndKeepsTheCheckpoint() {
    Map<String, String> settings = with("learning-rate", "1e30", "checkpoint-interval", "40");
    TrainingDivergedException stopped =
        assertThrows(
            TrainingDivergedException.class,
            () -> SmallRun.train(directory, settings, Progress.SILENT));
    assertTrue(
        stopped.getMessage().matches("[a-z ]+: (NaN|-?Infinity) at step 5[1-9] \\(expected: .*"),
        stopped.getMessage());
    assertTrue(
        stopped.getMessage().endsWith("the checkpoint of step 40 is kept)"), stopped.getMessage());
    assertEquals(40, SmallRun.checkpoint(directory).integer("step"));
  }

  @ParameterizedTest
  @CsvSource({
    "NaN, 0, observation: NaN at index 1",
    "0, -Infinity, reward: -Infinity",
  })
  void numbersThatAreNotFiniteStayOutOfTheReplayBuffer(
      double observed, double reward, String what) {
    Map<String, String> settings = with("num-envs", "2", "checkpoint-interval", "8");
    BrokenEnvironment broken = new BrokenEnvironment(observed, reward);
    EnvironmentException stopped =
        assertThrows(
            EnvironmentException.class,
            () ->
                SmallRun.train(
                    directory, settings, (n, mode) -> broken.vector(mode), Progress.SILENT));
    assertEquals(
        "Broken-v0, environment 0, step 10 of the training with seed 0: "
            + what
            + " (expected: a finite number)",
        stopped.getMessage());
    assertEquals(8, SmallRun.checkpoint(directory).integer("step"));
  }

  @Test
  void environmentWithoutBoxesIsRejectedInASentence() {
    InvalidValueException rejected =
        assertThrows(
            InvalidValueException.class,
            () ->
                SmallRun.train(
                    directory,
                    SmallRun.SETTINGS,
                    (n, mode) -> LeverEnvironment.vector(n),
                    Progress.SILENT));
    assertEquals(
        "env: Lever-v0, observations of Box and actions of Discrete"
            + " (expected: a Box of each, as SAC needs)",
        rejected.getMessage());
  }

  /** What would have no effect, and what does not fit. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seed|5|seed: 5 (expected: 0, as in ",
        "num-envs|2|collection.num-envs: 2 (expected: 1, as in ",
        "hidden-units|8|hidden-units: 8 (expected: 16, as in ",
        "buffer-size|100|collection.buffer-size: 100 (expected: 1000000, as in ",
        "total-steps|123|totalSteps: 123 (expected: > 123, the step of ",
        "automatic-temperature|false|initialTemperature: 1.0 (expected: 0.9",
      })
  void settingThatTheOtherRunDecidesIsRejectedBeforeAnythingIsWritten(
      String setting, String value, String message) throws IOException {
    Path first = stopped();
    Path second = directory.resolve("second");
    InvalidValueException rejected =
        assertThrows(
            InvalidValueException.class,
            () -> SmallRun.train(second, with(setting, value), Optional.of(first)));
    assertTrue(rejected.getMessage().startsWith(message), rejected.getMessage());
    assertTrue(rejected.getMessage().contains(first.toString()), rejected.getMessage());
    assertFalse(Files.exists(second.resolve("config.json")));
    // The corrected command works in the same directory.
    SmallRun.train(second, SmallRun.SETTINGS, Optional.of(first));
  }

  @Test
  void temperatureOfTheOtherRunMayBeHeld() {
    Path first = directory.resolve("first");
    Map<String, String> fixed =
        with("automatic-temperature", "false", "initial-temperature", "0.2");
    assertThrows(
        RunInterruptedException.class, () -> SmallRun.train(first, fixed, SmallRun.stopAfter(123)));
    Path second = directory.resolve("second");
    SmallRun.train(second, fixed, Optional.of(first));
    assertEquals(.2f, EntropyTemperature.alpha(SmallRun.checkpoint(second)), 1e-7f);
  }

  private Path stopped() {
    Path first = directory.resolve("first");
    assertThrows(
        RunInterruptedException.class,
        () -> SmallRun.train(first, SmallRun.SETTINGS, SmallRun.stopAfter(123)));
    return first;
  }

  private static Map<String, String> with(String... settings) {
    Map<String, String> all = new HashMap<>(SmallRun.SETTINGS);
    for (int i = 0; i < settings.length; i += 2) {
      all.put(settings[i], settings[i + 1]);
    }
    return all;
  }
}
