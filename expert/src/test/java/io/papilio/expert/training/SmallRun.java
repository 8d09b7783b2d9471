package io.papilio.expert.training;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.run.Invocation;
import io.papilio.artifacts.run.Run;
import io.papilio.artifacts.run.RunManifest;
import io.papilio.artifacts.table.MetricsTable;
import io.papilio.artifacts.tensorfile.CheckpointStore;
import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.env.PointEnvironment;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.Rollout;
import io.papilio.core.settings.Settings;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.expert.sac.SacConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Trainings of a second or less. */
final class SmallRun {
  static final Map<String, String> SETTINGS =
      Map.of(
          "total-steps", "300",
          "learning-starts", "50",
          "batch-size", "16",
          "hidden-units", "16",
          "evaluation-interval", "50",
          "evaluation-episodes", "3",
          "checkpoint-interval", "70");

  private SmallRun() {}

  static Map<String, String> small(int numEnvs) {
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.put("num-envs", "" + numEnvs);
    return settings;
  }

  static double train(Path directory, Map<String, String> settings, Progress progress) {
    return train(directory, settings, PointEnvironment::vector, progress);
  }

  static void train(Path directory, Map<String, String> settings, Optional<Path> from) {
    train(directory, settings, PointEnvironment::vector, from, Progress.SILENT);
  }

  static double train(
      Path directory,
      Map<String, String> settings,
      BiFunction<Integer, AutoresetMode, VectorEnvironment> vectors,
      Progress progress) {
    return train(directory, settings, vectors, Optional.empty(), progress);
  }

  static double train(
      Path directory,
      Map<String, String> settings,
      BiFunction<Integer, AutoresetMode, VectorEnvironment> vectors,
      Optional<Path> from,
      Progress progress) {
    SacConfig config = Settings.of(SacConfig.DEFAULTS).with(settings);
    try (VectorEnvironment environments =
            vectors.apply(config.collection().numEnvs(), AutoresetMode.SAME_STEP);
        VectorEnvironment evaluation = PointEnvironment.vector(3, AutoresetMode.NEXT_STEP);
        Run run = open(directory, environments, config, from)) {
      SacTrainer trainer = new SacTrainer(config, environments, new Rollout(evaluation), run, from);
      run.execute(progress, trainer::train);
      long over = trainer.step() - config.schedule().totalSteps();
      assertTrue(over >= 0 && over < config.collection().numEnvs(), over + " steps over");
      return trainer.bestReturn();
    }
  }

  static Run open(
      Path directory, VectorEnvironment environments, SacConfig config, Optional<Path> from) {
    return Run.open(
        directory,
        SacTrainer.identity(environments.spec().id(), config, from),
        RunManifest.begin(Invocation.of(List.of("test"), 0, Map.of()), Map.of(), Map.of()));
  }

  static TrainingState checkpoint(Path directory) {
    return new CheckpointStore(directory.resolve(Run.CHECKPOINT)).load().orElseThrow();
  }

  /** Asks to stop as soon as this number of questions was asked: one after each collection. */
  static Progress stopAfter(int collections) {
    return new Progress() {
      private int asked;

      @Override
      public void advance(long done, long total, String note) {}

      @Override
      public boolean stopRequested() {
        return ++asked >= collections;
      }
    };
  }

  /** What was learned by the end: the parameters of the newest policy. */
  static float[] policy(Path directory) {
    return checkpoint(directory).entry("actor").toFloats();
  }

  /** Number of evaluations in {@code metrics.csv}. */
  static int evaluations(Path directory) {
    return MetricsTable.read(directory.resolve("metrics.csv")).series("raw", "return").size();
  }
}
