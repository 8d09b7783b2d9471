package io.papilio.learner.cloning;

import static io.papilio.core.env.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.run.Invocation;
import io.papilio.artifacts.run.Run;
import io.papilio.artifacts.run.RunManifest;
import io.papilio.artifacts.table.MetricsTable;
import io.papilio.artifacts.table.MetricsWriter;
import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.Reason;
import io.papilio.core.env.SpringEnvironment;
import io.papilio.core.policy.Policy;
import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.Rollout;
import io.papilio.core.rollout.RolloutListener;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.rollout.RunInterruptedException;
import io.papilio.core.settings.Settings;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.trajectory.TrajectorySource;
import io.papilio.learner.evaluation.PolicyEvaluator;
import io.papilio.learner.imitator.ImitatorKind;
import io.papilio.learner.optimizer.TrainingDivergedException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BehaviorCloningTest {
  private static final List<String> FILES =
      List.of(
          "metrics.csv",
          "episodes.csv",
          "weights/raw.safetensors",
          "weights/ema.safetensors",
          "weights/mean.safetensors");

  private static final List<Long> EVALUATED = List.of(10L, 20L, 30L, 40L, 45L);

  @TempDir Path temporary;

  @ParameterizedTest
  @EnumSource
  void sameSeedGivesTheSameBytes(ImitatorKind kind) throws IOException {
    BehaviorCloningConfig config = config(kind, 1);
    assertSameFiles(finish(config, "one"), finish(config, "two"));
  }

  @Test
  void anotherSeedGivesOtherWeights() throws IOException {
    Path one = finish(config(ImitatorKind.MLP, 1), "one");
    Path two = finish(config(ImitatorKind.MLP, 2), "two");
    assertNotEquals(
        Files.mismatch(
            one.resolve("weights/raw.safetensors"), two.resolve("weights/raw.safetensors")),
        -1);
  }

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

  @Test
  void finishedRunStaysAsItIs() throws IOException {
    BehaviorCloningConfig config = config(ImitatorKind.LINEAR, 1);
    Path run = finish(config, "run");
    assertTrue(isFinished(config, "run"));
    byte[] metrics = Files.readAllBytes(run.resolve("metrics.csv"));
    finish(config, "run");
    assertArrayEquals(metrics, Files.readAllBytes(run.resolve("metrics.csv")));
  }

  @Test
  void everyAverageIsEvaluatedAlsoAtTheLastStep() throws IOException {
    Path run = finish(config(ImitatorKind.LINEAR, 1), "run");
    MetricsTable metrics = MetricsTable.read(run.resolve("metrics.csv"));
    assertEquals(List.of("raw", "ema", "mean"), metrics.iterates());
    for (String iterate : metrics.iterates()) {
      for (String quantity : List.of("validation_loss", "return", "normalized_reward", "length")) {
        assertEquals(EVALUATED, steps(metrics, iterate, quantity), iterate + " " + quantity);
      }
    }
    for (String quantity : List.of("epoch", "learning_rate", "loss")) {
      assertEquals(EVALUATED, steps(metrics, MetricsWriter.TRAINING, quantity), quantity);
    }
    // 5 evaluations, 3 averages, 4 seeds, and the header
    assertEquals(5 * 3 * 4 + 1, Files.readAllLines(run.resolve("episodes.csv")).size());
  }

  @Test
  void rawWeightsAreEvaluatedLikeTheAverages() throws IOException {
    var config =
        Settings.of(config(ImitatorKind.MLP, 1)).with(Map.of("average", "raw,mean:burn-in=100"));
    Path run = finish(config, "run");
    MetricsTable metrics = MetricsTable.read(run.resolve("metrics.csv"));
    // In its burn-in a mean is the newest iterate.
    assertEquals(
        metrics.series("raw", "validation_loss"), metrics.series("mean", "validation_loss"));
    assertEquals(metrics.series("raw", "return"), metrics.series("mean", "return"));
    assertEquals(
        -1,
        Files.mismatch(
            run.resolve("weights/raw.safetensors"), run.resolve("weights/mean.safetensors")));
  }

  @Test
  void imitatorOfALinearExpertComesToItsReward() throws IOException {
    var config =
        Settings.of(config(ImitatorKind.LINEAR, 1)).with(Map.of("steps", "600", "width", "1"));
    MetricsTable metrics = MetricsTable.read(finish(config, "run").resolve("metrics.csv"));
    assertEquals(1, last(metrics, "ema", "normalized_reward"));
    double loss = last(metrics, "ema", "validation_loss");
    assertTrue(loss < 1e-3, "ema validation loss " + loss);
  }

  @Test
  void divergedTrainingIsAClearError() {
    var config = Settings.of(config(ImitatorKind.MLP, 1)).with(Map.of("learning-rate", "1e20"));
    var error =
        assertThrows(TrainingDivergedException.class, () -> train(config, "run", Progress.SILENT));
    assertTrue(
        error.getMessage().matches("[a-z ]+: (NaN|-?Infinity) at step \\d+ \\(expected: .*"),
        error.getMessage());
  }

  private static List<Long> steps(MetricsTable metrics, String iterate, String quantity) {
    return metrics.series(iterate, quantity).stream().map(MetricsTable.Value::step).toList();
  }

  private static double last(MetricsTable metrics, String iterate, String quantity) {
    List<MetricsTable.Value> series = metrics.series(iterate, quantity);
    return series.get(series.size() - 1).value();
  }

  private static BehaviorCloningConfig config(ImitatorKind kind, long seed) {
    return Settings.of(BehaviorCloningConfig.DEFAULTS)
        .with(
            Map.ofEntries(
                Map.entry("seed", "" + seed),
                Map.entry("steps", "45"),
                Map.entry("batch-size", "8"),
                Map.entry("imitator", "" + kind),
                Map.entry("hidden-layers", "1"),
                Map.entry("width", "16"),
                Map.entry("learning-rate", "0.01"),
                Map.entry("learning-rate-power", "0.5"),
                Map.entry("average", "raw,ema:burn-in=12,mean"),
                Map.entry("trajectories", "10"),
                Map.entry("evaluation-interval", "10"),
                Map.entry("evaluation-episodes", "4")));
  }

  private Run open(BehaviorCloningConfig config, String name) {
    return Run.open(
        temporary.resolve(name),
        Settings.toMap(config),
        RunManifest.begin(Invocation.of(List.of("test"), 0, Map.of()), Map.of(), Map.of()));
  }

  private boolean isFinished(BehaviorCloningConfig config, String name) {
    try (Run run = open(config, name)) {
      return run.isFinished();
    }
  }

  private Path finish(BehaviorCloningConfig config, String name) {
    train(config, name, Progress.SILENT);
    return temporary.resolve(name);
  }

  private void train(BehaviorCloningConfig config, String name, Progress progress) {
    train(config, name, progress, Integer.MAX_VALUE);
  }

  private void train(BehaviorCloningConfig config, String name, Progress progress, int episodes) {
    List<Trajectory> demonstrations = new ArrayList<>();
    try (var environments = SpringEnvironment.vector(4)) {
      Rollout rollout = new Rollout(environments);
      rollout.record(
          SpringEnvironment.EXPERT,
          config.demonstrationSeeds(),
          RolloutListener.SILENT,
          demonstrations::add);
      double expertReturn =
          EpisodeStatistics.meanReturn(
              rollout.run(SpringEnvironment.EXPERT, config.evaluationSeeds()));
      var evaluator =
          new PolicyEvaluator(
              new MortalRunner(rollout, episodes), config.evaluationSeeds(), expertReturn);
      var source = TrajectorySource.of(demonstrations);
      try (Run run = open(config, name);
          var cloning = new BehaviorCloning(config, run, source, evaluator)) {
        run.execute(progress, cloning::run);
      }
    }
  }

  /** A runner whose server dies after some episodes. */
  private static final class MortalRunner implements RolloutRunner {
    private final RolloutRunner runner;
    private int episodesLeft;

    MortalRunner(RolloutRunner runner, int episodes) {
      this.runner = runner;
      episodesLeft = episodes;
    }

    @Override
    public EnvironmentSpec spec() {
      return runner.spec();
    }

    @Override
    public List<EpisodeStatistics> run(
        Policy policy, List<BigInteger> seeds, RolloutListener listener) {
      return runner.run(
          policy,
          seeds,
          new RolloutListener() {
            @Override
            public void onEpisode(EpisodeStatistics episode) {
              if (episodesLeft == 0) {
                throw EnvironmentException.of(Reason.UNAVAILABLE, "the server is gone");
              }
              episodesLeft--;
            }
          });
    }

    @Override
    public void record(
        Policy policy,
        List<BigInteger> seeds,
        RolloutListener listener,
        Consumer<Trajectory> sink) {
      throw new UnsupportedOperationException();
    }
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

  private static void assertSameFiles(Path expected, Path actual) throws IOException {
    for (String file : FILES) {
      assertEquals(-1, Files.mismatch(expected.resolve(file), actual.resolve(file)), file);
    }
  }
}
