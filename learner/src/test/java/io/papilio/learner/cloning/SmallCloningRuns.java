package io.papilio.learner.cloning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.run.Invocation;
import io.papilio.artifacts.run.Run;
import io.papilio.artifacts.run.RunManifest;
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
import io.papilio.core.rollout.SharedRunner;
import io.papilio.core.settings.Settings;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.trajectory.TrajectorySource;
import io.papilio.learner.evaluation.PolicyEvaluator;
import io.papilio.learner.imitator.ImitatorKind;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** Small runs of behavior cloning in a temporary directory. */
abstract class SmallCloningRuns {
  /** What may differ: the manifest has times. */
  private static final Set<String> UNIQUE = Set.of("manifest.json", ".lock");

  /** Every kind of average, all within the steps of these runs. */
  static final String BANK =
      "raw,ema:burn-in=12,ema:power=0.6,burn-in=0,period=3,name=sparse,constant-ema:rate=0.05,mean,"
          + "lacoste-julien,suffix,lawa:checkpoints=3,period=5,power-function:width=0.2,"
          + "posthoc:period=4,snapshots=5";

  @TempDir Path temporary;

  static BehaviorCloningConfig config(ImitatorKind kind, long seed) {
    return Settings.of(BehaviorCloningConfig.DEFAULTS)
        .with(
            Map.ofEntries(
                Map.entry("seed", "" + seed),
                Map.entry("steps", "45"),
                Map.entry("batch-size", "8"),
                Map.entry("imitator", "" + kind),
                Map.entry("hidden-layers", "1"),
                Map.entry("width", "16"),
                Map.entry("transformer-layers", "2"),
                Map.entry("history", "4"),
                Map.entry("learning-rate", "0.01"),
                Map.entry("learning-rate-power", "0.5"),
                Map.entry("average", "raw,ema:burn-in=12,mean"),
                Map.entry("trajectories", "10"),
                Map.entry("evaluation-interval", "10"),
                Map.entry("evaluation-episodes", "4")));
  }

  Run open(BehaviorCloningConfig config, String name) {
    return Run.open(
        temporary.resolve(name),
        Settings.toMap(config),
        RunManifest.begin(Invocation.of(List.of("test"), 0, Map.of()), Map.of(), Map.of()));
  }

  boolean isFinished(BehaviorCloningConfig config, String name) {
    try (Run run = open(config, name)) {
      return run.isFinished();
    }
  }

  Path finish(BehaviorCloningConfig config, String name) {
    train(config, name, Progress.SILENT);
    return temporary.resolve(name);
  }

  void train(BehaviorCloningConfig config, String name, Progress progress) {
    train(config, name, progress, Integer.MAX_VALUE);
  }

  void train(BehaviorCloningConfig config, String name, Progress progress, int episodes) {
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
      SharedRunner runner = new SharedRunner(new MortalRunner(rollout, episodes));
      var evaluator = new PolicyEvaluator(runner, config.evaluationSeeds(), expertReturn);
      var source = TrajectorySource.of(demonstrations);
      Optional<ExpertRollouts> expert =
          config.data().freshTrajectories()
              ? Optional.of(new ExpertRollouts(SpringEnvironment.EXPERT, runner, 2))
              : Optional.empty();
      try (Run run = open(config, name);
          var cloning = new BehaviorCloning(config, run, source, expert, evaluator)) {
        run.execute(progress, cloning::run);
      }
    }
  }

  static void assertSameFiles(Path expected, Path actual) throws IOException {
    List<Path> files = files(expected);
    assertEquals(files, files(actual));
    assertTrue(files.contains(Path.of("weights/raw.safetensors")), "" + files);
    for (Path file : files) {
      long mismatch = Files.mismatch(expected.resolve(file), actual.resolve(file));
      assertEquals(-1, mismatch, "" + file);
    }
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> Files.isRegularFile(file) && !UNIQUE.contains("" + file.getFileName()))
          .map(directory::relativize)
          .sorted()
          .toList();
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
      return runner.run(policy, seeds, mortal(listener));
    }

    @Override
    public void record(
        Policy policy,
        List<BigInteger> seeds,
        RolloutListener listener,
        Consumer<Trajectory> sink) {
      runner.record(policy, seeds, mortal(listener), sink);
    }

    private RolloutListener mortal(RolloutListener listener) {
      return new RolloutListener() {
        @Override
        public void onEpisode(EpisodeStatistics episode) {
          if (episodesLeft == 0) {
            throw EnvironmentException.of(Reason.UNAVAILABLE, "the server is gone");
          }
          episodesLeft--;
        }

        @Override
        public boolean stopRequested() {
          return listener.stopRequested();
        }
      };
    }
  }
}
