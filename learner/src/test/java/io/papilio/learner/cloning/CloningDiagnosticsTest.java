package io.papilio.learner.cloning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.run.Invocation;
import io.papilio.artifacts.run.Run;
import io.papilio.artifacts.run.RunManifest;
import io.papilio.artifacts.table.MetricsTable;
import io.papilio.artifacts.table.MetricsWriter;
import io.papilio.artifacts.tensorfile.SafeTensors;
import io.papilio.core.env.SpringEnvironment;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.Rollout;
import io.papilio.core.rollout.RolloutListener;
import io.papilio.core.rollout.RunInterruptedException;
import io.papilio.core.settings.Settings;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.trajectory.TrajectorySource;
import io.papilio.learner.diagnostics.LandscapeMap;
import io.papilio.learner.evaluation.PolicyEvaluator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloningDiagnosticsTest {
  private static final List<String> FILES =
      List.of(
          "metrics.csv",
          "episodes.csv",
          "window.csv",
          "window-episodes.csv",
          "landscape/raw-20.csv",
          "landscape/ema-20.csv");

  private static final BehaviorCloningConfig CONFIG =
      Settings.of(BehaviorCloningConfig.DEFAULTS)
          .with(
              Map.ofEntries(
                  Map.entry("steps", "30"),
                  Map.entry("batch-size", "8"),
                  Map.entry("hidden-layers", "1"),
                  Map.entry("width", "8"),
                  Map.entry("average", "raw,ema:burn-in=5"),
                  Map.entry("trajectories", "10"),
                  Map.entry("evaluation-interval", "10"),
                  Map.entry("evaluation-episodes", "4"),
                  Map.entry("window-start", "18"),
                  Map.entry("window-length", "4"),
                  Map.entry("gradient-minibatches", "4"),
                  Map.entry("disagreement-observations", "16"),
                  Map.entry("exit-times", "true"),
                  Map.entry("landscape-steps", "20"),
                  Map.entry("landscape-radius", "1")));

  @TempDir Path temporary;

  @Test
  void quantitiesStandBesideLossesAndReturns() {
    Path run = train("run", Progress.SILENT);
    MetricsTable metrics = MetricsTable.read(run.resolve("metrics.csv"));
    List<Long> points = List.of(10L, 20L, 30L);
    for (String quantity :
        List.of("gradient_variance", "gradient_squared_norm", "gradient_noise_ratio")) {
      assertEquals(points, steps(metrics, MetricsWriter.TRAINING, quantity), quantity);
    }
    for (String iterate : List.of("raw", "ema")) {
      assertEquals(points, steps(metrics, iterate, "disagreement"));
      assertEquals(points, steps(metrics, iterate, "exit_time"));
    }
    assertTrue(last(metrics, MetricsWriter.TRAINING, "gradient_variance") > 0);
    // A late average moves less in a step than the newest iterate does.
    assertTrue(last(metrics, "raw", "disagreement") > last(metrics, "ema", "disagreement"));
    assertTrue(last(metrics, "ema", "disagreement") > 0);
  }

  @Test
  void everyIterateOfTheWindowIsEvaluated() throws IOException {
    Path run = train("run", Progress.SILENT);
    MetricsTable window = MetricsTable.read(run.resolve("window.csv"));
    MetricsTable metrics = MetricsTable.read(run.resolve("metrics.csv"));
    assertEquals(LongStream.rangeClosed(19, 22).boxed().toList(), steps(window, "raw", "return"));
    // Both tables have step 20.
    assertEquals(metrics.series("ema", "return").get(1), window.series("ema", "return").get(1));
    // 4 iterates, 2 averages, 4 seeds, and the header
    assertEquals(4 * 2 * 4 + 1, Files.readAllLines(run.resolve("window-episodes.csv")).size());
  }

  @Test
  void theWeightsOfTheSteepestNeighborsAreSaved() throws IOException {
    Path run = train("run", Progress.SILENT);
    List<MetricsTable.Value> returns =
        MetricsTable.read(run.resolve("window.csv")).series("raw", "return");
    int steepest = 1;
    for (int k = 1; k < returns.size(); k++) {
      steepest = gap(returns, k) > gap(returns, steepest) ? k : steepest;
    }
    long step = returns.get(steepest).step();
    assertEquals(
        List.of(
            "ema.safetensors",
            "raw-" + (step - 1) + ".safetensors",
            "raw-" + step + ".safetensors",
            "raw.safetensors"),
        weights(run));
    Path saved = run.resolve(BehaviorCloning.weightsFile("raw", step));
    assertEquals("" + step, SafeTensors.read(saved).metadata().get("step"));
    assertTrue(
        RunManifest.read(run.resolve("manifest.json"))
            .outputs()
            .containsKey(BehaviorCloning.weightsFile("raw", step)));
  }

  private static double gap(List<MetricsTable.Value> returns, int k) {
    return Math.abs(returns.get(k).value() - returns.get(k - 1).value());
  }

  private static List<String> weights(Path run) throws IOException {
    try (Stream<Path> files = Files.list(run.resolve("weights"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void theCenterOfALandscapeIsTheEvaluatedIterate() {
    Path run = train("run", Progress.SILENT);
    LandscapeMap map = LandscapeMap.read(run.resolve("landscape/raw-20.csv"));
    MetricsTable metrics = MetricsTable.read(run.resolve("metrics.csv"));
    assertEquals(0, map.value("distance", 0, 0));
    for (String column : List.of("return", "validation_loss")) {
      double evaluated = metrics.series("raw", column).get(1).value();
      assertEquals(evaluated, map.value(column, 0, 0), column);
    }
    // Uphill along the gradient of a minibatch, downhill against it.
    assertTrue(map.value("validation_loss", 1, 0) > map.value("validation_loss", -1, 0));
  }

  /** Among others in the window, and in the middle of both landscapes. */
  @ParameterizedTest
  @ValueSource(ints = {1, 12, 20, 22, 26, 32, 38, 41})
  void aRunThatIsStoppedEndsLikeAnUnbrokenOne(int asked) throws IOException {
    assertThrows(RunInterruptedException.class, () -> train("broken", afterAsking(asked)));
    Path broken = train("broken", Progress.SILENT);
    Path unbroken = train("unbroken", Progress.SILENT);
    for (String file : FILES) {
      assertEquals(-1, Files.mismatch(unbroken.resolve(file), broken.resolve(file)), file);
    }
    assertEquals(weights(unbroken), weights(broken));
    for (String file : weights(unbroken)) {
      String path = "weights/" + file;
      assertEquals(-1, Files.mismatch(unbroken.resolve(path), broken.resolve(path)), file);
    }
  }

  private Path train(String name, Progress progress) {
    List<Trajectory> demonstrations = new ArrayList<>();
    RunManifest manifest =
        RunManifest.begin(Invocation.of(List.of("test"), 0, Map.of()), Map.of(), Map.of());
    Path directory = temporary.resolve(name);
    try (var environments = SpringEnvironment.vector(4);
        Run run = Run.open(directory, Settings.toMap(CONFIG), manifest)) {
      Rollout rollout = new Rollout(environments);
      rollout.record(
          SpringEnvironment.EXPERT,
          CONFIG.demonstrationSeeds(),
          RolloutListener.SILENT,
          demonstrations::add);
      var evaluator = new PolicyEvaluator(rollout, CONFIG.evaluationSeeds(), -1);
      try (var cloning =
          new BehaviorCloning(
              CONFIG, run, TrajectorySource.of(demonstrations), Optional.empty(), evaluator)) {
        run.execute(progress, cloning::run);
      }
    }
    return directory;
  }

  private static Progress afterAsking(int times) {
    int[] asked = {0};
    return new Progress() {
      @Override
      public void advance(long done, long total, String note) {}

      @Override
      public boolean stopRequested() {
        return ++asked[0] > times;
      }
    };
  }

  private static List<Long> steps(MetricsTable metrics, String iterate, String quantity) {
    return metrics.series(iterate, quantity).stream().map(MetricsTable.Value::step).toList();
  }

  private static double last(MetricsTable metrics, String iterate, String quantity) {
    List<MetricsTable.Value> series = metrics.series(iterate, quantity);
    return series.get(series.size() - 1).value();
  }
}
