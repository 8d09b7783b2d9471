package io.papilio.laboratory.cloning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.minari.MinariDataset;
import io.papilio.artifacts.minari.MinariFormat;
import io.papilio.artifacts.minari.MinariRecording;
import io.papilio.core.env.LeverEnvironment;
import io.papilio.core.env.SpringEnvironment;
import io.papilio.core.policy.Policy;
import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.Rollout;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.expert.demonstration.DemonstrationRecorder;
import io.papilio.learner.cloning.BehaviorCloningConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cloning runs on data sets that somebody recorded. */
class ExistingDemonstrationsTest {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "steps", "300",
          "hiddenLayers", "1",
          "width", "16",
          "learningRate", "0.01",
          "trajectories", "12",
          "evaluationInterval", "100",
          "evaluationEpisodes", "5");

  @TempDir Path temporary;

  @ParameterizedTest
  @EnumSource
  void discreteExpertIsClonedFromItsDataSet(MinariFormat format) throws IOException {
    try (VectorEnvironment environments = LeverEnvironment.vector(5)) {
      CloningRun run = open(Map.of());
      run.prepare(record(environments, LeverEnvironment.EXPERT, format, 100), environments.spec());
      run.train(new Rollout(environments), Progress.SILENT);
      List<String> rows = Files.readAllLines(run.directory().metrics());
      List<String> names = List.of(rows.get(0).split(","));
      List<String> last = List.of(rows.get(rows.size() - 1).split(","));
      // The expert never falls, in the demonstrations neither; so does its imitator.
      assertEquals("1", last.get(names.indexOf("ema_normalized_reward")));
      assertEquals("30", last.get(names.indexOf("ema_return")));
    }
  }

  @Test
  void continuousExpertIsClonedFromItsDataSet() {
    try (VectorEnvironment environments = SpringEnvironment.vector(5)) {
      CloningRun run = open(Map.of());
      MinariDataset dataset =
          record(environments, SpringEnvironment.EXPERT, MinariFormat.ARROW, 100);
      run.prepare(dataset, environments.spec());
      run.train(new Rollout(environments), Progress.SILENT);
      assertTrue(run.isFinished());
    }
  }

  @Test
  void dataSetOfAnotherEnvironmentIsRefused() {
    try (VectorEnvironment levers = LeverEnvironment.vector(2);
        VectorEnvironment springs = SpringEnvironment.vector(2)) {
      MinariDataset dataset = record(levers, LeverEnvironment.EXPERT, MinariFormat.ARROW, 100);
      assertEquals(
          "demonstrations: a data set of observations Box[1] (expected: Box[2], as Spring-v0)",
          refusal(open(Map.of()), dataset, springs));
    }
  }

  @Test
  void evaluationOnTheSeedsOfTheDemonstrationsIsRefused() {
    try (VectorEnvironment environments = LeverEnvironment.vector(2)) {
      MinariDataset dataset = record(environments, LeverEnvironment.EXPERT, MinariFormat.ARROW, 3);
      assertEquals(
          "evaluationSeed: 0 (expected: no seed of the demonstrations, as seed 3)",
          refusal(open(Map.of()), dataset, environments));
    }
  }

  @Test
  void moreTrajectoriesThanThereAreAreRefused() {
    try (VectorEnvironment environments = LeverEnvironment.vector(2)) {
      MinariDataset dataset =
          record(environments, LeverEnvironment.EXPERT, MinariFormat.ARROW, 100);
      assertEquals(
          "trajectories: 13 (expected: at most 12, all there are)",
          refusal(open(Map.of("trajectories", "13")), dataset, environments));
    }
  }

  private static String refusal(
      CloningRun run, MinariDataset dataset, VectorEnvironment environments) {
    return assertThrows(
            InvalidValueException.class, () -> run.prepare(dataset, environments.spec()))
        .getMessage();
  }

  private CloningRun open(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.putAll(more);
    var config = Settings.of(BehaviorCloningConfig.DEFAULTS).with(settings);
    return CloningRun.open(temporary.resolve("run"), config, Map.of("environment", "test"));
  }

  private MinariDataset record(
      VectorEnvironment environments, Policy policy, MinariFormat format, long firstSeed) {
    MinariRecording recording =
        MinariRecording.open(
            temporary.resolve("data set"),
            DemonstrationRecorder.describe(environments.spec(), "expert", "a test", ""),
            format);
    new DemonstrationRecorder(new Rollout(environments), policy)
        .record(recording, EpisodeSeeds.of(firstSeed, 12), Progress.SILENT);
    return recording.finish();
  }
}
