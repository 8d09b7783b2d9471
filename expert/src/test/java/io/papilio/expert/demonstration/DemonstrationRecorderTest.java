package io.papilio.expert.demonstration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.minari.MinariDataset;
import io.papilio.artifacts.minari.MinariRecording;
import io.papilio.core.control.LinearQuadraticProblems;
import io.papilio.core.control.LinearSystem;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.SpringEnvironment;
import io.papilio.core.linalg.Vector;
import io.papilio.core.policy.NetworkPolicy;
import io.papilio.core.policy.Policy;
import io.papilio.core.policy.RandomPolicy;
import io.papilio.core.policy.RowNetwork;
import io.papilio.core.policy.StatelessPolicy;
import io.papilio.core.random.RandomStreams;
import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.Rollout;
import io.papilio.core.rollout.RolloutListener;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.rollout.RunInterruptedException;
import io.papilio.core.space.Tensor;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.vector.VectorEnvironment;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DemonstrationRecorderTest {
  private static final int EPISODES = 7;
  private static final double SIGMA = 0.2;
  private static final List<BigInteger> SEEDS = EpisodeSeeds.of(50, EPISODES);

  @TempDir Path temporary;

  /** Every way to demonstrate. */
  enum Way implements Function<RolloutRunner, DemonstrationRecorder> {
    EXPERT {
      @Override
      public DemonstrationRecorder apply(RolloutRunner runner) {
        return new DemonstrationRecorder(runner, SpringEnvironment.EXPERT);
      }
    },
    NOISE {
      @Override
      public DemonstrationRecorder apply(RolloutRunner runner) {
        return new DemonstrationRecorder(runner, noise(), SpringEnvironment.EXPERT);
      }
    },
    RANDOM {
      @Override
      public DemonstrationRecorder apply(RolloutRunner runner) {
        return new DemonstrationRecorder(runner, new RandomPolicy(runner.spec().actionSpace(), 50));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void episodesDoNotDependOnThoseBesideThem(Way way) {
    assertEquals(record("two", way, 2).toList(), record("seven", way, 7).toList());
  }

  @ParameterizedTest
  @EnumSource
  void interruptedRecordingEndsWithTheSameBytes(Way way) {
    Progress stopping =
        new Progress() {
          private long recorded;

          @Override
          public void advance(long done, long total, String note) {
            recorded = done;
          }

          @Override
          public boolean stopRequested() {
            return recorded == 3;
          }
        };
    var stopped =
        assertThrows(RunInterruptedException.class, () -> record("cut", way, 3, stopping));
    assertEquals(
        "stopped after 3 of 7 demonstrations; the same command resumes from there",
        stopped.getMessage());
    assertEquals(record("whole", way, 3).digest(), record("cut", way, 3).digest());
  }

  @Test
  void noisyEpisodesHaveTheCleanActionsOfTheStatesTheyVisit() {
    NoiseInjection noise = noise();
    List<Trajectory> demonstrations = record("noise", Way.NOISE, 3).toList();
    for (int i = 0; i < EPISODES; i++) {
      Trajectory trajectory = demonstrations.get(i);
      int steps = trajectory.length();
      Tensor states =
          Tensor.float64(Arrays.copyOf(trajectory.observations().toDoubles(), 2 * steps), steps, 2);
      assertEquals(SpringEnvironment.EXPERT.act(states), trajectory.actions());
      double push = largestPush(trajectory);
      if (noise.isClean(SEEDS.get(i))) {
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
    assertEquals(3, SEEDS.stream().filter(noise::isClean).count());
    assertNotEquals(
        record("clean", Way.EXPERT, 7).toList(), record("noise", Way.NOISE, 7).toList());
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
    return new NoiseInjection(SpringEnvironment.EXPERT, SIGMA, 0.4, SEEDS, RandomStreams.of(11));
  }

  @Test
  void expertThatRemembersSeesTheExecutedActionsWhenItLabels() {
    // u = previous action + 1, so that a label shows what was executed before.
    Policy counting =
        NetworkPolicy.unbounded(new RowNetwork(3, 1, in -> new float[] {in[2] + 1}), true);
    StatelessPolicy halves =
        observations -> {
          double[] actions = new double[observations.shape().get(0)];
          Arrays.setAll(actions, row -> 0.5 * observations.getDouble(2 * row));
          return Tensor.float64(actions, actions.length, 1);
        };
    try (VectorEnvironment environments = SpringEnvironment.vector(2)) {
      List<Trajectory> executed = new ArrayList<>();
      Rollout rollout = new Rollout(environments);
      rollout.record(halves, SEEDS, RolloutListener.SILENT, executed::add);
      List<Trajectory> labeled =
          record("labels", runner -> new DemonstrationRecorder(runner, halves, counting), 2)
              .toList();
      for (int i = 0; i < EPISODES; i++) {
        float[] actions = executed.get(i).actions().toFloats();
        float[] labels = labeled.get(i).actions().toFloats();
        assertEquals(executed.get(i).observations(), labeled.get(i).observations());
        assertEquals(1, labels[0]);
        for (int t = 1; t < labels.length; t++) {
          assertEquals(actions[t - 1] + 1, labels[t]);
        }
      }
    }
  }

  private MinariDataset record(
      String name, Function<RolloutRunner, DemonstrationRecorder> way, int vectorSize) {
    return record(name, way, vectorSize, Progress.SILENT);
  }

  private MinariDataset record(
      String name,
      Function<RolloutRunner, DemonstrationRecorder> way,
      int vectorSize,
      Progress progress) {
    try (VectorEnvironment environments = SpringEnvironment.vector(vectorSize)) {
      MinariRecording recording =
          MinariRecording.open(
              temporary.resolve(name),
              DemonstrationRecorder.describe(
                  environments.spec(), KeywordArguments.NONE, "test/spring-v0", "a test", ""));
      way.apply(new Rollout(environments)).record(recording, SEEDS, progress);
      return recording.finish();
    }
  }
}
