package io.papilio.laboratory.cloning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.minari.MinariDataset;
import io.papilio.artifacts.minari.MinariRecording;
import io.papilio.artifacts.run.Invocation;
import io.papilio.artifacts.run.Run;
import io.papilio.artifacts.run.RunManifest;
import io.papilio.artifacts.table.MetricsTable;
import io.papilio.artifacts.table.MetricsTable.Value;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.LeverEnvironment;
import io.papilio.core.env.SpringEnvironment;
import io.papilio.core.policy.Policy;
import io.papilio.core.provenance.Digest;
import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.Rollout;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.expert.demonstration.DemonstrationRecorder;
import io.papilio.learner.cloning.BehaviorCloningConfig;
import io.papilio.learner.evaluation.ExpertEpisodes;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cloning runs on data sets that somebody recorded. */
class ExistingDemonstrationsTest {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "steps", "300",
          "hidden-layers", "1",
          "width", "16",
          "learning-rate", "0.01",
          "trajectories", "12",
          "evaluation-interval", "100",
          "evaluation-episodes", "5");

  private static final Map<String, String> FRESH = Map.of("fresh-trajectories", "true");

  @TempDir Path temporary;

  @Test
  void discreteExpertIsClonedFromItsDataSet() {
    try (VectorEnvironment environments = LeverEnvironment.vector(5)) {
      Path run = clone(record(environments, LeverEnvironment.EXPERT, 100), environments);
      MetricsTable metrics = MetricsTable.read(run.resolve("metrics.csv"));
      // The expert never falls, in the demonstrations neither; so does its imitator.
      assertEquals(new Value(300, 1), last(metrics.series("ema", "normalized_reward")));
      assertEquals(new Value(300, 30), last(metrics.series("ema", "return")));
    }
  }

  @Test
  void continuousExpertIsClonedFromItsDataSet() {
    try (VectorEnvironment environments = SpringEnvironment.vector(5)) {
      MinariDataset dataset = record(environments, SpringEnvironment.EXPERT, 100);
      Path run = clone(dataset, environments);
      RunManifest manifest = RunManifest.read(run.resolve(RunManifest.FILE_NAME));
      assertEquals(Map.of("demonstrations", dataset.digest()), manifest.inputs());
      assertTrue(manifest.finished());
    }
  }

  @Test
  void dataSetOfAnotherEnvironmentIsRejected() {
    try (VectorEnvironment levers = LeverEnvironment.vector(2);
        VectorEnvironment springs = SpringEnvironment.vector(2)) {
      MinariDataset dataset = record(levers, LeverEnvironment.EXPERT, 100);
      assertEquals(
          "demonstrations: a data set of observations Box[1] (expected: Box[2], as Spring-v0;"
              + " keyword arguments may change it: --env-keyword)",
          rejection(dataset, springs, Map.of()));
    }
  }

  @Test
  void evaluationOnTheSeedsOfTheDemonstrationsIsRejected() {
    try (VectorEnvironment environments = LeverEnvironment.vector(2)) {
      MinariDataset dataset = record(environments, LeverEnvironment.EXPERT, 3);
      assertEquals(
          "evaluationSeed: 0 (expected: no seed of the demonstrations, as seed 3)",
          rejection(dataset, environments, Map.of()));
    }
  }

  @Test
  void rewardsAreRelativeToTheExpertThatIsKnown() {
    try (VectorEnvironment environments = LeverEnvironment.vector(2)) {
      MinariDataset dataset = record(environments, LeverEnvironment.EXPERT, 100);
      BehaviorCloningConfig config = config(Map.of());
      Digest digest = Digest.of(new byte[] {1});
      var source =
          ExistingDemonstrations.read(dataset, environments.spec(), config)
              .relativeTo(LeverEnvironment.EXPERT, digest);
      assertEquals(digest, source.inputs().get("expert"));
      assertEquals(dataset.digest(), source.inputs().get("demonstrations"));
      Path run = clone(source, config, environments);
      assertEquals(
          new Rollout(environments).run(LeverEnvironment.EXPERT, config.evaluationSeeds()),
          ExpertEpisodes.read(run.resolve(ExpertEpisodes.FILE_NAME)));
    }
  }

  @Test
  void moreTrajectoriesThanThereAreAreRejected() {
    try (VectorEnvironment environments = LeverEnvironment.vector(2)) {
      MinariDataset dataset = record(environments, LeverEnvironment.EXPERT, 100);
      assertEquals(
          "trajectories: 13 (expected: at most 12, all there are)",
          rejection(dataset, environments, Map.of("trajectories", "13")));
    }
  }

  @Test
  void epochsBehindADataSetAreOfItsExpert() {
    try (VectorEnvironment environments = LeverEnvironment.vector(5)) {
      MinariDataset dataset = record(environments, LeverEnvironment.EXPERT, 100);
      BehaviorCloningConfig config = config(FRESH);
      var source = ExistingDemonstrations.read(dataset, environments.spec(), config);
      var expert = source.relativeTo(LeverEnvironment.EXPERT, Digest.of(new byte[] {1}));
      MetricsTable metrics =
          MetricsTable.read(clone(expert, config, environments).resolve("metrics.csv"));
      assertEquals(new Value(300, 1), last(metrics.series("ema", "normalized_reward")));
      var error =
          assertThrows(InvalidValueException.class, () -> clone(source, config, environments));
      assertEquals(
          "freshTrajectories: true"
              + " (expected: false, or the --expert that the --demonstrations are of)",
          error.getMessage());
    }
  }

  @Test
  void freshTrajectoriesOfSeedsOfTheDataSetAreRejected() {
    try (VectorEnvironment environments = LeverEnvironment.vector(2)) {
      MinariDataset dataset = record(environments, LeverEnvironment.EXPERT, 1_000_001);
      assertEquals(
          "demonstrationSeed: 1000000 (expected: no seed of the demonstrations, as seed 1000012,"
              + " from this seed + 12 on)",
          rejection(dataset, environments, FRESH));
    }
  }

  private static Value last(List<Value> series) {
    return series.get(series.size() - 1);
  }

  private static String rejection(
      MinariDataset dataset, VectorEnvironment environments, Map<String, String> settings) {
    return assertThrows(
            InvalidValueException.class,
            () -> ExistingDemonstrations.read(dataset, environments.spec(), config(settings)))
        .getMessage();
  }

  private static BehaviorCloningConfig config(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.putAll(more);
    return Settings.of(BehaviorCloningConfig.DEFAULTS).with(settings);
  }

  private Path clone(MinariDataset dataset, VectorEnvironment environments) {
    BehaviorCloningConfig config = config(Map.of());
    return clone(
        ExistingDemonstrations.read(dataset, environments.spec(), config), config, environments);
  }

  private Path clone(
      DemonstrationSource source, BehaviorCloningConfig config, VectorEnvironment environments) {
    CloningRun cloning = new CloningRun(config, source, new Rollout(environments));
    Invocation invocation = Invocation.of(List.of("test"), 0, Map.of());
    RunManifest manifest = RunManifest.begin(invocation, Map.of(), source.inputs());
    try (Run run = Run.open(temporary.resolve("run"), cloning.identity(), manifest)) {
      run.execute(Progress.SILENT, progress -> cloning.execute(run, progress));
      return run.directory();
    }
  }

  private MinariDataset record(VectorEnvironment environments, Policy policy, long firstSeed) {
    MinariRecording recording =
        MinariRecording.open(
            temporary.resolve("data set"),
            DemonstrationRecorder.describe(
                environments.spec(), KeywordArguments.NONE, "test/expert-v0", "a test", ""));
    new DemonstrationRecorder(new Rollout(environments), policy)
        .record(recording, EpisodeSeeds.of(firstSeed, 12), Progress.SILENT);
    return recording.finish();
  }
}
