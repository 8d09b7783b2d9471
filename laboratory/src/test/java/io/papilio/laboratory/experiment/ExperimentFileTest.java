package io.papilio.laboratory.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.run.EnvironmentKeywords;
import io.papilio.core.validation.InvalidValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentFileTest {
  private static final String WHOLE =
      """
      source: mine
      varies: rate and width
      settings:
        env: Hopper-v5
        steps: 100
      cases:
        small: {imitator: {width: 8}}
        large: {imitator.width: 16, env: Ant-v5}
      grid:
        learning-rate: [1e-3, 0.01]
      scales:
        paper: {steps: 200}
      """;

  @TempDir Path directory;

  private Experiment read(String text) throws IOException {
    return ExperimentFile.read(Files.writeString(directory.resolve("my-sweep.yaml"), text));
  }

  @Test
  void everyCaseIsCombinedWithTheGrid() throws IOException {
    Experiment experiment = read(WHOLE);
    assertEquals("my-sweep", experiment.name());
    List<PlannedRun> runs = experiment.runs(Scale.LAPTOP);
    assertEquals(
        List.of(
            "small learning-rate=0.001",
            "small learning-rate=0.01",
            "large learning-rate=0.001",
            "large learning-rate=0.01"),
        runs.stream().map(PlannedRun::name).toList());
    assertEquals("Hopper-v5", runs.get(0).environment());
    assertEquals("Ant-v5", runs.get(3).environment());
    assertEquals(16, runs.get(3).cloning().imitator().width());
    assertEquals(0.01, runs.get(3).cloning().optimizer().learningRate());
    assertEquals(100, runs.get(3).steps());
  }

  @Test
  void theSettingsOfAScaleReplaceTheOthers() throws IOException {
    Experiment experiment = read(WHOLE);
    assertEquals(200, experiment.runs(Scale.PAPER).get(0).steps());
    assertEquals(2, experiment.runs(Scale.SMOKE).size());
  }

  @Test
  void keywordsOfTheEnvironmentAreAGroupOrTextAndMayVary() throws IOException {
    String grouped = "cases: {a: {env-keyword: {healthy_z_range: [0.2, 1], fall_reward: 0}}}";
    PlannedRun run = read("source: x\nvaries: y\n" + grouped).runs(Scale.PAPER).get(0);
    EnvironmentKeywords keywords = run.demonstrated().keywords();
    assertEquals(
        List.of("--env-keyword=fall_reward=0,healthy_z_range=[0.2, 1]"), keywords.options());
    String grid = "grid: {env-keyword: [fall_reward=0, fall_reward=-1]}";
    assertEquals(
        List.of("env-keyword=fall-reward-0", "env-keyword=fall-reward--1"),
        read("source: x\nvaries: y\n" + grid).runs(Scale.PAPER).stream()
            .map(PlannedRun::name)
            .toList());
  }

  @Test
  void theOptionsOfARunGiveItsSettings() throws IOException {
    PlannedRun run =
        new PlannedRun(
            "one",
            ExperimentCommand.CLONE,
            new PlannedRun.Demonstrated("Hopper-v5", EnvironmentKeywords.NONE, 0),
            read(WHOLE).settings());
    assertEquals(List.of("--steps=100"), run.options());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sourc: x | sourc: unknown",
        "{source: x, varies: 3} | varies: 3 (expected: text)",
        "{source: x, varies: y, command: play} | command: play (expected: clone, train-expert or"
            + " train-language)",
        "{source: x, varies: y, grid: {seed: 3}} | grid.seed: 3 (expected: a list of values)",
        "{source: x, varies: y, scales: {huge: {}}} | scales: [huge]",
        "{source: x, source: y} | Duplicate field"
      })
  void otherFieldsAreRejected(String text, String message) {
    var error = assertThrows(InvalidValueException.class, () -> read(text));
    String expected = "my-sweep.yaml: ";
    assertTrue(error.getMessage().contains(expected), error.getMessage());
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }

  @Test
  void aSettingThatIsNoneIsNamed() throws IOException {
    Experiment experiment = read("{source: x, varies: y, settings: {widht: 3}}");
    var error = assertThrows(InvalidValueException.class, () -> experiment.runs(Scale.LAPTOP));
    assertTrue(error.getMessage().startsWith("widht: unknown (expected: a setting, such as width"));
  }
}
