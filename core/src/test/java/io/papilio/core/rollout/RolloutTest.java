package io.papilio.core.rollout;

import static io.papilio.core.env.Failures.assertFails;
import static io.papilio.core.rollout.DriftEpisodes.DIVERGENT;
import static io.papilio.core.rollout.DriftEpisodes.DIVERGING;
import static io.papilio.core.rollout.DriftEpisodes.POLICY;
import static io.papilio.core.rollout.DriftEpisodes.SEEDS;
import static io.papilio.core.rollout.DriftEpisodes.byHand;
import static io.papilio.core.rollout.DriftEpisodes.lockstep;
import static io.papilio.core.rollout.DriftEpisodes.memories;
import static io.papilio.core.rollout.DriftEpisodes.record;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.env.CallOrder;
import io.papilio.core.env.DriftEnvironment;
import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.PointEnvironment;
import io.papilio.core.env.Reason;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.env.TimeStep;
import io.papilio.core.policy.Policy;
import io.papilio.core.policy.ZeroPolicy;
import io.papilio.core.space.Box;
import io.papilio.core.space.Dict;
import io.papilio.core.space.Element;
import io.papilio.core.space.Space;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.LocalVectorEnvironment;
import io.papilio.core.vector.VectorEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RolloutTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 12, 20})
  void trajectoriesAreThoseOfOneEpisodeAtATimeByHand(int size) {
    assertEquals(
        SEEDS.stream().map(DriftEpisodes::byHand).toList(), record(lockstep(size), POLICY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "previous action",
        "history",
        "chunks",
        "both",
        "generator",
        "gaussian",
        "mixture"
      })
  void episodesDoNotDependOnThoseBesideThem(String memory) {
    Policy policy = memories().get(memory);
    List<Trajectory> alone = record(lockstep(1), policy);
    for (int size : new int[] {5, 20}) {
      assertEquals(alone, record(lockstep(size), policy));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 12})
  void statisticsAreThoseOfTheTrajectories(int size) {
    List<EpisodeStatistics> expected =
        SEEDS.stream().map(DriftEpisodes::byHand).map(EpisodeStatistics::of).toList();
    assertEquals(expected, lockstep(size).run(POLICY, SEEDS));
  }

  @Test
  void noSeedsMeanNoEpisodes() {
    assertEquals(List.of(), lockstep(3).run(POLICY, List.of()));
  }

  @Test
  void otherAutoresetModesAreRejected() {
    var environments =
        new LocalVectorEnvironment(List.of(DriftEnvironment.guarded()), AutoresetMode.DISABLED);
    var error = assertThrows(InvalidValueException.class, () -> new Rollout(environments));
    assertEquals("autoresetMode: DISABLED (expected: NEXT_STEP)", error.getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 20})
  void divergedEpisodeEndsThereAndTheOthersAreAsEver(int size) {
    List<EpisodeStatistics> expected = new ArrayList<>(lockstep(size).run(POLICY, SEEDS));
    Trajectory whole = byHand(DIVERGING);
    double sum = whole.rewards().getDouble(0) + whole.rewards().getDouble(1);
    expected.set(
        SEEDS.indexOf(DIVERGING),
        new EpisodeStatistics(Optional.of(DIVERGING), sum, 2, true, false));
    assertEquals(expected, lockstep(size).run(DIVERGENT, SEEDS));
  }

  @Test
  void divergedTrajectoryIsAnError() {
    Rollout rollout = lockstep(5);
    assertFails(
        Reason.PHYSICS_DIVERGED,
        () -> rollout.record(DIVERGENT, SEEDS, RolloutListener.SILENT, trajectory -> {}));
  }

  @Test
  void listenerHearsEveryStepAndThenEveryEpisodeOfAWave() {
    List<String> heard = new ArrayList<>();
    RolloutListener listener =
        new RolloutListener() {
          @Override
          public void onStep(int step) {
            heard.add("step " + step);
          }

          @Override
          public void onEpisode(EpisodeStatistics episode) {
            heard.add("episode " + episode.seed().orElseThrow());
          }
        };
    lockstep(2).run(POLICY, EpisodeSeeds.of(7, 3), listener);
    // Seeds 7, 8 and 9 start near the end: they have 2, 1 and 1 steps.
    List<String> expected =
        List.of("step 1", "step 2", "episode 7", "episode 8", "step 1", "episode 9");
    assertEquals(expected, heard);
    heard.clear();
    lockstep(2)
        .record(
            POLICY,
            EpisodeSeeds.of(7, 3),
            listener,
            trajectory -> heard.add("trajectory of " + trajectory.describeSeed()));
    assertEquals(
        List.of(
            "step 1",
            "step 2",
            "trajectory of seed 7",
            "episode 7",
            "trajectory of seed 8",
            "episode 8",
            "step 1",
            "trajectory of seed 9",
            "episode 9"),
        heard);
  }

  @Test
  void stopEndsTheRolloutBetweenWaves() {
    List<EpisodeStatistics> heard = new ArrayList<>();
    RolloutListener stopping =
        new RolloutListener() {
          @Override
          public void onEpisode(EpisodeStatistics episode) {
            heard.add(episode);
          }

          @Override
          public boolean stopRequested() {
            return heard.size() >= 3;
          }
        };
    Rollout rollout = lockstep(5);
    var stopped =
        assertThrows(RunInterruptedException.class, () -> rollout.run(POLICY, SEEDS, stopping));
    assertEquals("stopped after 5 of 12 episodes", stopped.getMessage());
    assertEquals(rollout.run(POLICY, SEEDS.subList(0, 5)), heard);
  }

  @Test
  void stopEndsTheRolloutInTheMiddleOfEpisodes() {
    List<Integer> steps = new ArrayList<>();
    RolloutListener stopping =
        new RolloutListener() {
          @Override
          public void onStep(int step) {
            steps.add(step);
          }

          @Override
          public boolean stopRequested() {
            return steps.size() >= 2;
          }
        };
    Rollout rollout = lockstep(5);
    var stopped =
        assertThrows(RunInterruptedException.class, () -> rollout.run(POLICY, SEEDS, stopping));
    assertEquals("stopped after 0 of 12 episodes", stopped.getMessage());
    assertEquals(List.of(1, 2), steps);
  }

  @Test
  void meansAreOverEpisodes() {
    List<EpisodeStatistics> episodes =
        List.of(
            new EpisodeStatistics(Optional.empty(), 1.5, 10, true, false),
            new EpisodeStatistics(Optional.empty(), 2.5, 13, false, true));
    assertEquals(2.0, EpisodeStatistics.meanReturn(episodes));
    assertEquals(11.5, EpisodeStatistics.meanLength(episodes));
  }

  @Test
  void observationsOfSeveralArraysAreRejectedInASentence() {
    Environment two = new TwoArrays();
    Policy zero = new ZeroPolicy(two.spec().actionSpace());
    VectorEnvironment vector =
        new LocalVectorEnvironment(List.of(new CallOrder(two)), AutoresetMode.NEXT_STEP);
    String message =
        "env: Point-v0 with observations of Dict (expected: observations of one array: a Box,"
            + " Discrete, MultiDiscrete or MultiBinary)";
    for (Executable rejected :
        List.<Executable>of(
            () -> new Rollout(vector),
            () -> new LocalRollout(List.of(two), 1).run(zero, EpisodeSeeds.of(0, 1)))) {
      assertEquals(message, assertThrows(InvalidValueException.class, rejected).getMessage());
    }
  }

  private static final class TwoArrays implements Environment {
    @Override
    public EnvironmentSpec spec() {
      Space observations = new Dict(Map.of("a", Box.unbounded(1), "b", Box.unbounded(2)));
      return new PointEnvironment().spec().withObservationSpace(observations);
    }

    @Override
    public TimeStep reset(ResetRequest request) {
      throw new AssertionError();
    }

    @Override
    public TimeStep step(Element action) {
      throw new AssertionError();
    }

    @Override
    public void close() {}
  }
}
