package io.papilio.learner.cloning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.artifacts.tensorfile.TrainingState;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.SpringEnvironment;
import io.papilio.core.policy.Policy;
import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.rollout.Rollout;
import io.papilio.core.rollout.RolloutListener;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.rollout.RunInterruptedException;
import io.papilio.core.rollout.SharedRunner;
import io.papilio.core.settings.Settings;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.trajectory.TrajectorySource;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.learner.data.DemonstrationTensors;
import io.papilio.learner.imitator.ImitatorKind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Minibatches of trajectories of a spring, which have 30 steps. */
class FreshMinibatchesTest extends SmallCloningRuns {
  /** Of 45 minibatches of 8 pairs in an epoch of 3 x 30 pairs: 11. */
  private static final int EPOCHS = 5;

  private final VectorEnvironment environments = SpringEnvironment.vector(2);
  private final RecordingRunner runner = new RecordingRunner(new Rollout(environments));

  @AfterEach
  void close() {
    environments.close();
  }

  @Test
  void noPairIsUsedTwice() {
    Set<String> used = new HashSet<>();
    CloningTask task = task(true, Map.of());
    try (FreshMinibatches fresh = task.fresh().orElseThrow()) {
      fresh.begin(() -> {});
      for (int index = 0; index < 45; index++) {
        for (String pair : pairs(task, index)) {
          assertTrue(used.add(pair), "minibatch " + index);
        }
      }
    }
    assertEquals(45 * 8, used.size());
    DemonstrationTensors heldOut = task.validation().data();
    for (int row = 0; row < heldOut.rows(); row++) {
      assertFalse(used.contains(pair(heldOut, row)));
    }
  }

  /** So the check above can fail. */
  @Test
  void withoutFreshTrajectoriesPairsAreUsedAgain() {
    Set<String> used = new HashSet<>();
    CloningTask task = task(false, Map.of());
    for (int index = 0; index < 45; index++) {
      used.addAll(pairs(task, index));
    }
    assertEquals(3 * 30, used.size());
  }

  /** A Transformer sees the same windows, and an epoch is one of the pairs of its trajectories. */
  @Test
  void theFirstEpochIsThatOfTheRecordedTrajectories() {
    CloningTask plain = task(false, Map.of("imitator", "transformer", "history", "3"));
    CloningTask task = task(true, Map.of("imitator", "transformer", "history", "3"));
    try (FreshMinibatches fresh = task.fresh().orElseThrow()) {
      fresh.begin(() -> {});
      for (int index = 0; index < 11; index++) {
        assertEquals(pairs(plain, index), pairs(task, index));
      }
      assertEquals(88 / 90.0, fresh.epochs(11));
      List<String> next = pairs(task, 11);
      assertEquals(1 + 8 / 90.0, fresh.epochs(12));
      assertTrue(next.stream().noneMatch(pairs(plain, 0)::contains));
    }
  }

  /** Each one once, behind those recorded, and no more than the training needs. */
  @Test
  void theExpertIsRolledOutOnConsecutiveSeeds() {
    CloningTask task = task(true, Map.of());
    try (FreshMinibatches fresh = task.fresh().orElseThrow()) {
      fresh.begin(() -> {});
      for (int index = 0; index < 45; index++) {
        int[] unused = fresh.minibatch(index);
      }
    }
    assertEquals(EpisodeSeeds.of(1_000_004, 3 * (EPOCHS - 1)), runner.seeds);
  }

  /** Earlier epochs are not rolled out again. */
  @Test
  void aCheckpointHasTheEpoch() {
    TrainingState.Builder saved = TrainingState.builder();
    List<String> expected;
    CloningTask first = task(true, Map.of());
    try (FreshMinibatches fresh = first.fresh().orElseThrow()) {
      fresh.begin(() -> {});
      expected = pairs(first, 30);
      fresh.save(saved);
    }
    runner.seeds.clear();
    CloningTask resumed = task(true, Map.of());
    try (FreshMinibatches fresh = resumed.fresh().orElseThrow()) {
      fresh.restore(saved.build());
      fresh.begin(() -> {});
      assertEquals(expected, pairs(resumed, 30));
      assertEquals(2 + 64 / 90.0, fresh.epochs(30));
    }
    assertEquals(BigInteger.valueOf(1_000_004 + 3), runner.seeds.get(0));
  }

  @Test
  void anEpochHasAtLeastOneMinibatch() {
    assertEquals(
        "batchSize: 91 (expected: at most 90, the pairs of epoch 0)",
        assertThrows(InvalidValueException.class, () -> task(true, Map.of("batch-size", "91")))
            .getMessage());
  }

  /** A training that stops while it waits is at the minibatch that it waited for. */
  @Test
  void waitingMayBeStopped() {
    runner.blocked = true;
    CloningTask task = task(true, Map.of());
    try (FreshMinibatches fresh = task.fresh().orElseThrow()) {
      fresh.begin(
          () -> {
            throw new RunInterruptedException("stop");
          });
      List<String> last = pairs(task, 10);
      assertThrows(RunInterruptedException.class, () -> fresh.minibatch(11));
      assertEquals(last, pairs(task, 10));
    }
  }

  private CloningTask task(boolean fresh, Map<String, String> more) {
    var small =
        Settings.of(config(ImitatorKind.MLP, 1))
            .with(Map.of("trajectories", "4", "fresh-trajectories", "" + fresh));
    BehaviorCloningConfig config = Settings.of(small).with(more);
    List<Trajectory> recorded = new ArrayList<>();
    new Rollout(environments)
        .record(
            SpringEnvironment.EXPERT,
            config.demonstrationSeeds(),
            RolloutListener.SILENT,
            recorded::add);
    Optional<ExpertRollouts> expert =
        fresh
            ? Optional.of(new ExpertRollouts(SpringEnvironment.EXPERT, new SharedRunner(runner), 2))
            : Optional.empty();
    return CloningTask.of(
        config, TrajectorySource.of(recorded), expert, environments.spec(), temporary);
  }

  private static List<String> pairs(CloningTask task, int index) {
    int[] rows = task.sampler().minibatch(index);
    return Arrays.stream(rows).mapToObj(row -> pair(task.training().data(), row)).toList();
  }

  private static String pair(DemonstrationTensors data, int row) {
    return Arrays.toString(data.inputs(row)) + Arrays.toString(data.actions(row));
  }

  /** Keeps the seeds; blocked, it records nothing until it is stopped. */
  private static final class RecordingRunner implements RolloutRunner {
    private final RolloutRunner runner;
    private final List<BigInteger> seeds = new ArrayList<>();
    private boolean blocked;

    RecordingRunner(RolloutRunner runner) {
      this.runner = runner;
    }

    @Override
    public EnvironmentSpec spec() {
      return runner.spec();
    }

    @Override
    public List<EpisodeStatistics> run(
        Policy policy, List<BigInteger> seeds, RolloutListener listener) {
      return runner.run(policy, seeds, listener);
    }

    @Override
    public void record(
        Policy policy,
        List<BigInteger> seeds,
        RolloutListener listener,
        Consumer<Trajectory> sink) {
      while (blocked && !listener.stopRequested()) {
        Thread.onSpinWait();
      }
      this.seeds.addAll(seeds);
      runner.record(policy, seeds, listener, sink);
    }
  }
}
