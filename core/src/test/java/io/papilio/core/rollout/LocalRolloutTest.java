package io.papilio.core.rollout;

import static io.papilio.core.env.Failures.assertFails;
import static io.papilio.core.rollout.DriftEpisodes.POLICY;
import static io.papilio.core.rollout.DriftEpisodes.SEEDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.env.DriftEnvironment;
import io.papilio.core.env.Reason;
import io.papilio.core.policy.Policy;
import io.papilio.core.policy.StatelessPolicy;
import io.papilio.core.trajectory.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalRolloutTest {
  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "5, 2", "5, 3", "12, 4", "20, 2"})
  void recordsTheTrajectoriesOfLockstep(int size, int threads) {
    for (var memory : DriftEpisodes.memories().entrySet()) {
      assertEquals(
          DriftEpisodes.record(DriftEpisodes.lockstep(1), memory.getValue()),
          DriftEpisodes.record(rollout(size, threads), memory.getValue()),
          memory.getKey());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void runsSeveralPoliciesLikeOneAfterTheOther(int threads) {
    List<Policy> policies = List.of(POLICY, DriftEpisodes.DIVERGENT, POLICY);
    Rollout lockstep = DriftEpisodes.lockstep(1);
    assertEquals(
        policies.stream().map(policy -> lockstep.run(policy, SEEDS)).toList(),
        rollout(5, threads).runAll(policies, SEEDS, RolloutListener.SILENT));
  }

  @Test
  void sinkAndListenerHearTheEpisodesInOrder() {
    List<String> heard = new ArrayList<>();
    RolloutListener listener =
        new RolloutListener() {
          @Override
          public void onEpisode(EpisodeStatistics episode) {
            heard.add("episode " + episode.seed().orElseThrow());
          }
        };
    rollout(3, 2)
        .record(POLICY, SEEDS, listener, trajectory -> heard.add(trajectory.describeSeed()));
    assertEquals(
        SEEDS.stream().flatMap(seed -> Stream.of("seed " + seed, "episode " + seed)).toList(),
        heard);
  }

  @Test
  void divergedTrajectoryIsAnError() {
    assertFails(
        Reason.PHYSICS_DIVERGED,
        () ->
            rollout(5, 2)
                .record(DriftEpisodes.DIVERGENT, SEEDS, RolloutListener.SILENT, trajectory -> {}));
  }

  @Test
  void failureOfAPolicyEndsAllThreads() {
    StatelessPolicy failing =
        observations -> {
          throw new IllegalStateException("expected");
        };
    LocalRollout rollout = rollout(4, 2);
    assertThrows(IllegalStateException.class, () -> rollout.run(failing, SEEDS));
    assertEquals(DriftEpisodes.lockstep(1).run(POLICY, SEEDS), rollout.run(POLICY, SEEDS));
  }

  @Test
  void stopEndsTheRolloutBetweenEpisodes() {
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
    LocalRollout rollout = rollout(2, 1);
    assertThrows(RunInterruptedException.class, () -> rollout.run(POLICY, SEEDS, stopping));
    assertTrue(heard.size() >= 3 && heard.size() < SEEDS.size());
    assertEquals(rollout.run(POLICY, SEEDS).subList(0, heard.size()), heard);
  }

  @Test
  void horizonTruncatesAndChunksJoin() {
    List<EpisodeChunk> chunks = new ArrayList<>();
    EpisodeGroup group =
        new EpisodeGroup(
            List.of(DriftEnvironment.guarded(), DriftEnvironment.guarded()),
            POLICY,
            new EpisodeQueue(EpisodeSeeds.of(0, 3)),
            new EpisodeRecording(true, 2, 1, 4),
            chunks::add,
            () -> false);
    while (group.step()) {}
    // Every second step of four, one in a chunk: 0 and 2.
    List<EpisodeChunk> first = chunks.stream().filter(c -> c.episode().index() == 0).toList();
    assertEquals(List.of(0, 1, 3), first.stream().map(EpisodeChunk::firstStep).toList());
    assertEquals(4, first.stream().mapToInt(EpisodeChunk::steps).sum());
    EpisodeChunk.End end = first.get(2).end().orElseThrow();
    assertEquals(4, end.statistics().length());
    assertTrue(end.statistics().truncated());
    Trajectory whole =
        DriftEpisodes.record(rollout(1, 1), POLICY).get(7); // Seed 10 begins where seed 0 does.
    assertEquals(
        whole.observations().row(0), first.get(0).content().orElseThrow().observations().row(0));
    assertEquals(whole.observations().row(4), end.finalObservation().orElseThrow());
  }

  private static LocalRollout rollout(int size, int threads) {
    return new LocalRollout(
        Stream.generate(DriftEnvironment::guarded).limit(size).toList(), threads);
  }
}
