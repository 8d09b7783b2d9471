package io.papilio.expert.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.PointEnvironment;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.RunInterruptedException;
import io.papilio.core.space.Element;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.core.vector.VectorResetRequest;
import io.papilio.core.vector.VectorTimeStep;
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
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void sameSeedGivesTheSameRunToTheLastBit(int numEnvs) throws IOException {
    SmallRun.train(directory.resolve("a"), SmallRun.small(numEnvs), Progress.SILENT);
    SmallRun.train(directory.resolve("b"), SmallRun.small(numEnvs), Progress.SILENT);
    assertSameRun(directory.resolve("a"), directory.resolve("b"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void stoppedAndResumedRunEqualsAnUnbrokenOneToTheLastBit(int numEnvs) throws IOException {
    Map<String, String> settings = SmallRun.small(numEnvs);
    SmallRun.train(directory.resolve("unbroken"), settings, Progress.SILENT);
    Path broken = directory.resolve("broken");
    // Neither step is the end of an episode of ten steps.
    assertThrows(
        RunInterruptedException.class,
        () -> SmallRun.train(broken, settings, SmallRun.stopAfter(24 / numEnvs)));
    assertThrows(
        RunInterruptedException.class,
        () -> SmallRun.train(broken, settings, SmallRun.stopAfter(123 / numEnvs)));
    SmallRun.train(broken, settings, Progress.SILENT);
    assertSameRun(directory.resolve("unbroken"), broken);
  }

  @Test
  void editedRowsAreRejected() throws IOException {
    Path run = directory.resolve("edited");
    stop(run, 120);
    Path metrics = run.resolve("metrics.csv");
    Files.writeString(metrics, Files.readString(metrics).replaceFirst("\n50,", "\n51,"));
    String message =
        assertThrows(
                InvalidValueException.class,
                () -> SmallRun.train(run, SmallRun.small(1), Progress.SILENT))
            .getMessage();
    assertTrue(message.startsWith(metrics + ": sha256 "), message);
  }

  @Test
  void runThatBrokeBetweenCheckpointsGoesOnFromTheLastOne() throws IOException {
    breakAndResume(PointEnvironment::vector);
  }

  @Test
  void environmentsThatCannotBeKeptBeginAnewAtEachCheckpoint() throws IOException {
    breakAndResume(SacTrainerTest::forgetful);
  }

  private static Progress failingAfter(long steps) {
    return (done, total, note) -> {
      if (done > steps) {
        throw new IllegalStateException("power cut");
      }
    };
  }

  private static void stop(Path run, int steps) {
    assertThrows(
        RunInterruptedException.class,
        () -> SmallRun.train(run, SmallRun.SETTINGS, SmallRun.stopAfter(steps)));
  }

  private void breakAndResume(BiFunction<Integer, AutoresetMode, VectorEnvironment> vectors)
      throws IOException {
    Map<String, String> settings = SmallRun.small(3);
    SmallRun.train(directory.resolve("unbroken"), settings, vectors, Progress.SILENT);
    Path broken = directory.resolve("broken");
    assertThrows(
        IllegalStateException.class,
        () -> SmallRun.train(broken, settings, vectors, failingAfter(200)));
    SmallRun.train(broken, settings, vectors, Progress.SILENT);
    assertSameRun(directory.resolve("unbroken"), broken);
  }

  @Test
  void runBeginsWhereAnotherStoppedWithSettingsOfItsOwn() throws IOException {
    Path first = directory.resolve("first");
    assertThrows(
        RunInterruptedException.class,
        () -> SmallRun.train(first, SmallRun.SETTINGS, SmallRun.stopAfter(123)));
    Path same = directory.resolve("same");
    SmallRun.train(same, SmallRun.SETTINGS, Optional.of(first));
    Map<String, String> other = new HashMap<>(SmallRun.SETTINGS);
    other.put("learning-rate", "0.01");
    other.put("average", "raw,constant-ema:rate=0.1,name=ema");
    SmallRun.train(directory.resolve("other"), other, Optional.of(first));
    SmallRun.train(first, SmallRun.SETTINGS, Progress.SILENT);
    // With the same settings it is the same run.
    assertArrayEquals(SmallRun.policy(first), SmallRun.policy(same));
    assertFalse(Arrays.equals(SmallRun.policy(first), SmallRun.policy(directory.resolve("other"))));
  }

  @Test
  void runWithoutACheckpointIsNoPlaceToBeginFrom() {
    InvalidValueException rejection =
        assertThrows(
            InvalidValueException.class,
            () ->
                SmallRun.train(
                    directory.resolve("new"),
                    SmallRun.SETTINGS,
                    Optional.of(directory.resolve("none"))));
    assertTrue(rejection.getMessage().endsWith("(expected: a run with a checkpoint)"));
  }

  @Test
  void runThatBrokeBetweenAnEvaluationAndItsFirstCheckpointBeginsAnew() throws IOException {
    Path broken = directory.resolve("broken");
    assertThrows(
        IllegalStateException.class,
        () -> SmallRun.train(broken, SmallRun.SETTINGS, failingAfter(60)));
    assertEquals(1, SmallRun.evaluations(broken));
    SmallRun.train(broken, SmallRun.SETTINGS, Progress.SILENT);
    SmallRun.train(directory.resolve("unbroken"), SmallRun.SETTINGS, Progress.SILENT);
    assertSameRun(directory.resolve("unbroken"), broken);
  }

  /** With its first checkpoint, before the first step, it has all it needs of the other run. */
  @Test
  void runThatBeganWhereAnotherStoppedDoesNotDependOnItAnyMore() throws IOException {
    Path first = directory.resolve("first");
    stop(first, 123);
    Path unbroken = directory.resolve("unbroken");
    SmallRun.train(unbroken, SmallRun.SETTINGS, Optional.of(first));
    Path broken = directory.resolve("broken");
    assertThrows(
        IllegalStateException.class,
        () ->
            SmallRun.train(
                broken,
                SmallRun.SETTINGS,
                PointEnvironment::vector,
                Optional.of(first),
                failingAfter(0)));
    stop(first, 5);
    SmallRun.train(broken, SmallRun.SETTINGS, Optional.of(first));
    assertSameRun(unbroken, broken);
  }

  @Test
  void whereARunBeganIsOneOfItsSettings() {
    Path first = directory.resolve("first");
    stop(first, 123);
    Path run = directory.resolve("run");
    SmallRun.train(run, SmallRun.SETTINGS, Progress.SILENT);
    InvalidValueException rejected =
        assertThrows(
            InvalidValueException.class,
            () -> SmallRun.train(run, SmallRun.SETTINGS, Optional.of(first)));
    assertTrue(
        rejected.getMessage().startsWith("from: " + first + " (expected: nothing, as in " + run),
        rejected.getMessage());
  }

  @Test
  void directoryOfAnotherConfigurationIsRejected() {
    SmallRun.train(directory, SmallRun.SETTINGS, Progress.SILENT);
    Map<String, String> other = new HashMap<>(SmallRun.SETTINGS);
    other.put("gamma", "0.5");
    InvalidValueException rejection =
        assertThrows(
            InvalidValueException.class, () -> SmallRun.train(directory, other, Progress.SILENT));
    assertTrue(
        rejection.getMessage().startsWith("updates.gamma: 0.5 (expected: 0.99"),
        rejection.getMessage());
  }

  @Test
  void policyLearnsToStayNearTheOrigin() {
    Map<String, String> longer = new HashMap<>(SmallRun.SETTINGS);
    longer.put("total-steps", "1500");
    longer.put("learning-rate", "0.003");
    // Standing still earns about 6.7 of 10 from uniform starts in [0, 1).
    assertTrue(SmallRun.train(directory, longer, Progress.SILENT) > 8.5);
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
