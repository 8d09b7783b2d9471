package io.papilio.expert.demonstration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.minari.MinariDataset;
import io.papilio.artifacts.minari.MinariRecording;
import io.papilio.core.control.LinearQuadraticProblems;
import io.papilio.core.control.LinearSystem;
import io.papilio.core.env.SpringEnvironment;
import io.papilio.core.linalg.Vector;
import io.papilio.core.random.RandomStreams;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.RunInterruptedException;
import io.papilio.core.space.Tensor;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.vector.VectorEnvironment;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DemonstrationRecorderTest {
  private static final int EPISODES = 7;
  private static final double SIGMA = 0.2;
  private static final List<Long> SEEDS = LongStream.range(50, 50 + EPISODES).boxed().toList();

  @TempDir Path temporary;

  /** Every way to demonstrate. */
  enum Way implements Supplier<Demonstrator> {
    EXPERT {
      @Override
      public Demonstrator get() {
        return Demonstrator.of(SpringEnvironment.EXPERT);
      }
    },
    NOISE {
      @Override
      public Demonstrator get() {
        return noise();
      }
    },
    RANDOM {
      @Override
      public Demonstrator get() {
        try (VectorEnvironment environments = SpringEnvironment.vector(1)) {
          return new RandomDemonstrator(environments.spec().actionSpace(), RandomStreams.of(3));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void episodesDoNotDependOnThoseBesideThem(Way way) {
    assertEquals(record("two", way.get(), 2).read(), record("seven", way.get(), 7).read());
  }

  @ParameterizedTest
  @EnumSource
  void interruptedRecordingEndsWithTheSameBytes(Way way) {
    int[] asked = {0};
    Progress stopping =
        new Progress() {
          @Override
          public void advance(long done, long total, String note) {}

          @Override
          public boolean stopRequested() {
            return asked[0]++ == 1;
          }
        };
    var stopped =
        assertThrows(RunInterruptedException.class, () -> record("cut", way.get(), 3, stopping));
    assertEquals(
        "stopped after 3 of 7 demonstrations; the same command goes on from there",
        stopped.getMessage());
    assertEquals(record("whole", way.get(), 3).digest(), record("cut", way.get(), 3).digest());
  }

  @Test
  void noisyEpisodesHaveTheCleanActionsOfTheStatesTheyVisit() {
    NoiseInjection noise = noise();
    List<Trajectory> demonstrations = record("noise", noise, 3).read();
    for (int i = 0; i < EPISODES; i++) {
      Trajectory trajectory = demonstrations.get(i);
      int steps = trajectory.length();
      Tensor states =
          Tensor.float64(
              java.util.Arrays.copyOf(trajectory.observations().toDoubles(), 2 * steps), steps, 2);
      assertEquals(
          SpringEnvironment.EXPERT.act(states, Tensor.float64(new double[steps], steps, 1)),
          trajectory.actions());
      double push = largestPush(trajectory);
      if (noise.isClean(i)) {
        // The rounding of the system's step.
        assertTrue(push < 1e-12, "push " + push);
      } else {
        assertTrue(push > SIGMA / 2 && push <= SIGMA + 1e-12, "push " + push);
      }
    }
  }

  @Test
  void cleanEpisodesAreTheFractionAsked() {
    NoiseInjection noise = noise();
    // 0.4 of 7 is 2.8
    assertEquals(3, IntStream.range(0, EPISODES).filter(noise::isClean).count());
    assertNotEquals(
        record("clean", Demonstrator.of(SpringEnvironment.EXPERT), 7).read(),
        record("noise", noise, 7).read());
  }

  /** The largest difference between the velocity there was and the one that the label leads to. */
  private static double largestPush(Trajectory trajectory) {
    LinearSystem system = LinearQuadraticProblems.cliff(0.1).system();
    double largest = 0;
    for (int t = 0; t < trajectory.length(); t++) {
      Vector x = Vector.of(trajectory.observations().row(t).toDoubles());
      Vector next = Vector.of(trajectory.observations().row(t + 1).toDoubles());
      Vector expected = system.next(x, Vector.of(trajectory.actions().row(t).toDoubles()));
      largest = Math.max(largest, Math.abs(next.get(1) - expected.get(1)));
    }
    return largest;
  }

  private static NoiseInjection noise() {
    return new NoiseInjection(SpringEnvironment.EXPERT, SIGMA, 0.4, EPISODES, RandomStreams.of(11));
  }

  private MinariDataset record(String name, Demonstrator demonstrator, int vectorSize) {
    return record(name, demonstrator, vectorSize, Progress.SILENT);
  }

  private MinariDataset record(
      String name, Demonstrator demonstrator, int vectorSize, Progress progress) {
    try (VectorEnvironment environments = SpringEnvironment.vector(vectorSize)) {
      MinariRecording recording =
          MinariRecording.open(
              temporary.resolve(name),
              DemonstrationRecorder.describe(environments.spec(), "test", "a test", ""));
      new DemonstrationRecorder(environments, demonstrator).record(recording, SEEDS, progress);
      return recording.finish();
    }
  }
}
