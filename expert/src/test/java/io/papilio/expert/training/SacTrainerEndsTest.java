package io.papilio.expert.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.tensorfile.CheckpointStore;
import io.papilio.artifacts.tensorfile.TrainingState;
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
  void runShorterThanItsIntervalsEndsWithAnEvaluationAndACheckpoint() {
    List<Long> told = new ArrayList<>();
    Map<String, String> settings =
        with("evaluationInterval", "100000", "checkpointInterval", "100000", "totalSteps", "95");
    SmallRun.train(directory, settings, (done, total, note) -> told.add(done));
    assertTrue(Files.exists(directory.resolve(ExpertFile.NAME)));
    assertEquals(95, checkpoint(directory).integer("step"));
    assertEquals(1, SmallRun.evaluations(directory));
    assertEquals(95, told.get(told.size() - 1));
  }

  @Test
  void progressEndsAtTheTotalThoughEnvironmentsStepTogether() {
    List<Long> told = new ArrayList<>();
    Map<String, String> settings = with("numEnvs", "4", "totalSteps", "61");
    SmallRun.train(directory, settings, (done, total, note) -> told.add(done));
    assertEquals(61, told.get(told.size() - 1));
    assertEquals(64, checkpoint(directory).integer("step"));
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
    Map<String, String> settings = with("learningRate", "1e30", "checkpointInterval", "40");
    TrainingDivergedException stopped =
        assertThrows(
            TrainingDivergedException.class,
            () -> SmallRun.train(directory, settings, Progress.SILENT));
    assertTrue(
        stopped.getMessage().matches("[a-z ]+: (NaN|-?Infinity) at step 5[1-9] \\(expected: .*"),
        stopped.getMessage());
    assertTrue(
        stopped.getMessage().endsWith("the checkpoint of step 40 is kept)"), stopped.getMessage());
    assertEquals(40, checkpoint(directory).integer("step"));
  }

  /** What would have no effect, and what does not fit. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seed|5|seed: 5 (expected: 0, as in ",
        "numEnvs|2|numEnvs: 2 (expected: 1, as in ",
        "hiddenUnits|8|hiddenUnits: 8 (expected: 16, as in ",
        "bufferSize|100|bufferSize: 100 (expected: 1000000, as in ",
        "totalSteps|123|totalSteps: 123 (expected: > 123, where ",
        "automaticTemperature|false|initialTemperature: 1.0 (expected: 0.9",
      })
  void settingThatTheOtherRunDecidesIsRefusedBeforeAnythingIsWritten(
      String setting, String value, String refusal) throws IOException {
    Path first = stopped();
    Path second = directory.resolve("second");
    InvalidValueException refused =
        assertThrows(
            InvalidValueException.class,
            () -> SmallRun.train(second, with(setting, value), Optional.of(first)));
    assertTrue(refused.getMessage().startsWith(refusal), refused.getMessage());
    assertTrue(refused.getMessage().contains(first.toString()), refused.getMessage());
    assertFalse(Files.exists(second.resolve("config.json")));
    // The corrected command goes on in the same directory.
    SmallRun.train(second, SmallRun.SETTINGS, Optional.of(first));
  }

  @Test
  void temperatureOfTheOtherRunMayBeHeld() {
    Path first = directory.resolve("first");
    Map<String, String> fixed = with("automaticTemperature", "false", "initialTemperature", "0.2");
    assertThrows(
        RunInterruptedException.class, () -> SmallRun.train(first, fixed, SmallRun.stopAfter(123)));
    Path second = directory.resolve("second");
    SmallRun.train(second, fixed, Optional.of(first));
    assertEquals(.2f, EntropyTemperature.alpha(checkpoint(second)), 1e-7f);
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

  private static TrainingState checkpoint(Path directory) {
    return new CheckpointStore(SacTrainer.checkpoint(directory)).load().orElseThrow();
  }
}
