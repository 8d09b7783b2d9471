package io.papilio.laboratory.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.table.CsvTable;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.laboratory.report.curve.PaperStatistics;
import io.papilio.learner.averaging.AverageSpec;
import io.papilio.learner.cloning.BehaviorCloningConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExperimentsTest {
  private static final Path FILES = Path.of("src/main/resources/io/papilio/laboratory/experiment");

  static List<String> names() {
    return Experiments.names();
  }

  /** Every setting of every run at every scale exists and has a valid value. */
  @ParameterizedTest
  @MethodSource("names")
  void allRunsAreValid(String name) {
    Experiment experiment = Experiments.of(name);
    for (Scale scale : Scale.values()) {
      for (Experiment part : experiment.parts(scale)) {
        assertFalse(part.runs(scale).isEmpty());
      }
    }
    assertTrue(experiment.parts(Scale.SMOKE).size() <= 2);
    assertTrue(experiment.runs(Scale.SMOKE).size() <= 2);
  }

  @ParameterizedTest
  @MethodSource("names")
  void aFileHasAtMostSixtyLines(String name) {
    assertTrue(Experiments.text(name).lines().count() <= 60);
  }

  @Test
  void everyFileIsListed() throws IOException {
    try (Stream<Path> files = Files.list(FILES)) {
      Set<String> found =
          files
              .map(file -> file.getFileName().toString())
              .filter(file -> file.endsWith(".yaml") && !file.equals("scales.yaml"))
              .map(file -> file.replace(".yaml", ""))
              .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(new TreeSet<>(Experiments.names()), found);
    }
  }

  /** What the paper prints has a run beside which it stands, with an average of that name. */
  @Test
  void everyFigureOfThePaperHasItsRun() {
    CsvTable paper = Experiments.paper();
    Set<String> columns = new TreeSet<>(PaperStatistics.NAMES);
    columns.addAll(Set.of("experiment", "run", "iterate"));
    assertEquals(columns, new TreeSet<>(paper.columns()));
    List<List<String>> unmatched = new ArrayList<>();
    for (int row = 0; row < paper.size(); row++) {
      String iterate = paper.text(row, "iterate");
      String run = paper.text(row, "run");
      boolean found =
          Experiments.of(paper.text(row, "experiment")).runs(Scale.PAPER).stream()
              .filter(planned -> planned.name().equals(run))
              .flatMap(planned -> planned.cloning().averages().stream())
              .map(AverageSpec::name)
              .anyMatch(iterate::equals);
      if (!found) {
        unmatched.add(paper.rows().get(row));
      }
    }
    assertEquals(List.of(), unmatched);
  }

  @Test
  void theScalePaperHasTheHyperParametersOfTable1() {
    BehaviorCloningConfig config =
        Experiments.of("training-curve").runs(Scale.PAPER).get(0).cloning();
    assertEquals(562_500, config.steps());
    assertEquals(1024, config.imitator().width());
    assertEquals(32, config.optimizer().batchSize());
    assertEquals(3e-4, config.optimizer().learningRate());
    assertEquals(1, config.optimizer().learningRatePower());
    assertEquals(0.1, config.optimizer().weightDecay());
    assertEquals(1000, config.data().trajectories());
    assertEquals(5000, config.evaluation().interval());
  }

  @Test
  void aTransformerHasSettingsOfItsScale() {
    List<PlannedRun> runs = Experiments.of("training-curve").runs(Scale.LAPTOP);
    assertEquals(512, runs.get(0).cloning().imitator().width());
    assertEquals(128, runs.get(1).cloning().imitator().width());
    Experiment widths = Experiments.of("architectures");
    assertTrue(
        widths.runs(Scale.LAPTOP).stream()
            .anyMatch(run -> run.name().endsWith("Tf") && run.cloning().imitator().width() == 512));
  }

  /** FreshMinibatchesTest of learner holds that no pair of such a run is used twice. */
  @ParameterizedTest
  @EnumSource
  void infiniteDataHasFreshTrajectories(Scale scale) {
    for (PlannedRun run : Experiments.of("infinite-data").runs(scale)) {
      assertTrue(run.cloning().data().freshTrajectories(), run.name());
    }
  }

  /** Of 20 epochs the first one is recorded beforehand, and not among the runs. */
  @Test
  void freshTrajectoriesCostTheStepsOfTheExpert() {
    PlannedRun fresh = Experiments.of("infinite-data").runs(Scale.PAPER).get(0);
    Map<String, String> settings = new HashMap<>(fresh.settings());
    settings.remove("data.fresh-trajectories");
    PlannedRun plain =
        new PlannedRun(fresh.name(), fresh.command(), fresh.demonstrated(), settings);
    // 0.1 ms for each of 32 pairs of 562,500 steps without the first 1,000 x 1,000.
    assertEquals(1700, Cost.seconds(fresh) - Cost.seconds(plain), 1e-6);
  }

  @Test
  void noisyDemonstrationsHaveNoFreshTrajectories() {
    PlannedRun run = Experiments.of("infinite-data").runs(Scale.SMOKE).get(0);
    PlannedRun.Demonstrated noisy =
        new PlannedRun.Demonstrated(run.environment(), run.demonstrated().keywords(), 0.3);
    var error =
        assertThrows(
            InvalidValueException.class,
            () -> new PlannedRun("noisy", run.command(), noisy, run.settings()));
    assertEquals(
        "demonstration-noise: 0.3 (expected: 0 with fresh trajectories)", error.getMessage());
  }

  @Test
  void anUnknownNameIsRejected() {
    var error = assertThrows(InvalidValueException.class, () -> Experiments.of("decay"));
    assertEquals(
        "experiment: decay (expected: a name that ./papilio experiments lists, or a YAML file)",
        error.getMessage());
  }
}
