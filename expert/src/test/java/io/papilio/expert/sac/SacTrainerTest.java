package io.papilio.expert.sac;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.env.AutoresetMode;
import io.papilio.core.env.Element;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.VectorEnvironment;
import io.papilio.core.env.VectorResetRequest;
import io.papilio.core.env.VectorTimeStep;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.learner.checkpoint.CheckpointStore;
import io.papilio.learner.checkpoint.TrainingState;
import io.papilio.learner.metrics.Progress;
import io.papilio.learner.metrics.RunInterruptedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SacTrainerTest {
  private static final Map<String, String> SMALL =
      Map.of(
          "totalSteps", "300",
          "learningStarts", "50",
          "batchSize", "16",
          "hiddenUnits", "16",
          "evaluationInterval", "50",
          "evaluationEpisodes", "3",
          "checkpointInterval", "70");

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void sameSeedGivesTheSameRunToTheLastBit(int numEnvs) throws IOException {
    train(directory.resolve("a"), small(numEnvs), Progress.SILENT);
    train(directory.resolve("b"), small(numEnvs), Progress.SILENT);
    assertSameRun(directory.resolve("a"), directory.resolve("b"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void stoppedAndResumedRunEqualsAnUnbrokenOneToTheLastBit(int numEnvs) throws IOException {
    Map<String, String> settings = small(numEnvs);
    train(directory.resolve("unbroken"), settings, Progress.SILENT);
    Path broken = directory.resolve("broken");
    // Neither step is the end of an episode of ten steps.
    assertThrows(
        RunInterruptedException.class, () -> train(broken, settings, stopAfter(24 / numEnvs)));
    assertThrows(
        RunInterruptedException.class, () -> train(broken, settings, stopAfter(123 / numEnvs)));
    train(broken, settings, Progress.SILENT);
    assertSameRun(directory.resolve("unbroken"), broken);
  }

  @Test
  void runThatBrokeBetweenCheckpointsGoesOnFromTheLastOne() throws IOException {
    breakAndResume(PointEnvironment::vector);
  }

  @Test
  void environmentsThatCannotBeKeptBeginAnewAtEachCheckpoint() throws IOException {
    breakAndResume(SacTrainerTest::forgetful);
  }

  private void breakAndResume(BiFunction<Integer, AutoresetMode, VectorEnvironment> vectors)
      throws IOException {
    Map<String, String> settings = small(3);
    train(directory.resolve("unbroken"), settings, vectors, Progress.SILENT);
    Path broken = directory.resolve("broken");
    Progress failing =
        (done, total, note) -> {
          if (done > 200) {
            throw new IllegalStateException("power cut");
          }
        };
    assertThrows(IllegalStateException.class, () -> train(broken, settings, vectors, failing));
    train(broken, settings, vectors, Progress.SILENT);
    assertSameRun(directory.resolve("unbroken"), broken);
  }

  @Test
  void runBeginsWhereAnotherStoppedWithSettingsOfItsOwn() throws IOException {
    Path first = directory.resolve("first");
    assertThrows(RunInterruptedException.class, () -> train(first, SMALL, stopAfter(123)));
    Path same = directory.resolve("same");
    train(same, SMALL, Optional.of(first));
    Map<String, String> other = new HashMap<>(SMALL);
    other.put("learningRate", "0.01");
    other.put("actorAveraging", "0.1");
    train(directory.resolve("other"), other, Optional.of(first));
    train(first, SMALL, Progress.SILENT);
    // With the same settings it is the same run.
    assertArrayEquals(policy(first), policy(same));
    assertFalse(Arrays.equals(policy(first), policy(directory.resolve("other"))));
  }

  @Test
  void runWithoutACheckpointIsNoPlaceToBeginFrom() {
    InvalidValueException refusal =
        assertThrows(
            InvalidValueException.class,
            () -> train(directory.resolve("new"), SMALL, Optional.of(directory.resolve("none"))));
    assertTrue(refusal.getMessage().endsWith("(expected: a run with a checkpoint)"));
  }

  @Test
  void directoryOfAnotherConfigurationIsRefused() {
    train(directory, SMALL, Progress.SILENT);
    Map<String, String> other = new HashMap<>(SMALL);
    other.put("gamma", "0.5");
    InvalidValueException refusal =
        assertThrows(InvalidValueException.class, () -> train(directory, other, Progress.SILENT));
    assertTrue(refusal.getMessage().startsWith("gamma: 0.5 (expected: 0.99"), refusal.getMessage());
  }

  @Test
  void policyLearnsToStayNearTheOrigin() {
    Map<String, String> longer = new HashMap<>(SMALL);
    longer.put("totalSteps", "1500");
    longer.put("learningRate", "0.003");
    // Standing still earns about 6.7 of 10 from uniform starts in [0, 1).
    assertTrue(train(directory, longer, Progress.SILENT) > 8.5);
  }

  private static Map<String, String> small(int numEnvs) {
    Map<String, String> settings = new HashMap<>(SMALL);
    settings.put("numEnvs", "" + numEnvs);
    return settings;
  }

  private static double train(Path directory, Map<String, String> settings, Progress progress) {
    return train(directory, settings, PointEnvironment::vector, progress);
  }

  private static void train(Path directory, Map<String, String> settings, Optional<Path> from) {
    train(directory, settings, PointEnvironment::vector, from, Progress.SILENT);
  }

  private static double train(
      Path directory,
      Map<String, String> settings,
      BiFunction<Integer, AutoresetMode, VectorEnvironment> vectors,
      Progress progress) {
    return train(directory, settings, vectors, Optional.empty(), progress);
  }

  private static double train(
      Path directory,
      Map<String, String> settings,
      BiFunction<Integer, AutoresetMode, VectorEnvironment> vectors,
      Optional<Path> from,
      Progress progress) {
    SacConfig config = Settings.of(SacConfig.DEFAULTS).with(settings);
    try (VectorEnvironment environments = vectors.apply(config.numEnvs(), AutoresetMode.SAME_STEP);
        VectorEnvironment evaluation = PointEnvironment.vector(3, AutoresetMode.NEXT_STEP);
        SacTrainer trainer = new SacTrainer(config, environments, evaluation, directory, from)) {
      trainer.train(progress);
      assertEquals(config.totalSteps(), trainer.step());
      return trainer.bestReturn();
    }
  }

  /** Environments without snapshots. */
  private static VectorEnvironment forgetful(int size, AutoresetMode mode) {
    VectorEnvironment points = PointEnvironment.vector(size, mode);
    return new VectorEnvironment() {
      @Override
      public EnvironmentSpec spec() {
        return points.spec();
      }

      @Override
      public int size() {
        return size;
      }

      @Override
      public AutoresetMode autoresetMode() {
        return mode;
      }

      @Override
      public VectorTimeStep reset(VectorResetRequest request) {
        return points.reset(request);
      }

      @Override
      public VectorTimeStep step(Element actions) {
        return points.step(actions);
      }

      @Override
      public void close() {
        points.close();
      }
    };
  }

  /** Asks to stop as soon as this number of questions was asked: one after each collection. */
  private static Progress stopAfter(int collections) {
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
  private static float[] policy(Path directory) {
    TrainingState state =
        new CheckpointStore(SacTrainer.checkpoint(directory)).load().orElseThrow();
    return state.entry("actor").toFloats();
  }

  private static void assertSameRun(Path expected, Path actual) throws IOException {
    for (String file :
        new String[] {"metrics.csv", "checkpoint.safetensors", "model.safetensors"}) {
      assertArrayEquals(
          Files.readAllBytes(expected.resolve(file)),
          Files.readAllBytes(actual.resolve(file)),
          file);
    }
  }
}
