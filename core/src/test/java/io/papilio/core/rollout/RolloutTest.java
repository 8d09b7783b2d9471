package io.papilio.core.rollout;

import static io.papilio.core.env.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.env.Reason;
import io.papilio.core.policy.Policy;
import io.papilio.core.space.DType;
import io.papilio.core.space.Tensor;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.vector.AutoresetMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RolloutTest {
  private static final List<Long> SEEDS = LongStream.range(3, 16).boxed().toList();

  /** a = 0.5 - 0.1 x - 0.2 previous action, rounded to float32. */
  private static final Policy POLICY =
      (observations, previousActions) -> {
        float[] actions = new float[observations.shape().get(0)];
        for (int i = 0; i < actions.length; i++) {
          actions[i] =
              action(observations.getDouble(3 * i + 2), (float) previousActions.getDouble(i));
        }
        return Tensor.float32(actions, actions.length, 1);
      };

  private static float action(double x, float previous) {
    return (float) (0.5 - 0.1 * x - 0.2 * previous);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 13, 20})
  void trajectoriesAreThoseOfOneEpisodeAtATimeByHand(int size) {
    List<Trajectory> trajectories = new ArrayList<>();
    rollout(size).record(SEEDS, trajectories::add);

    assertEquals(SEEDS.stream().map(RolloutTest::byHand).toList(), trajectories);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 13})
  void statisticsAreThoseOfTheTrajectories(int size) {
    List<EpisodeStatistics> expected =
        SEEDS.stream()
            .map(RolloutTest::byHand)
            .map(
                t ->
                    new EpisodeStatistics(
                        t.seed(),
                        t.undiscountedReturn(),
                        t.length(),
                        t.terminated(),
                        t.truncated()))
            .toList();

    assertEquals(expected, rollout(size).run(SEEDS));
    assertEquals(expected, rollout(size).record(SEEDS, trajectory -> {}));
  }

  @Test
  void firstPreviousActionIsZeroOfTheActionSpacesType() {
    List<Tensor> seen = new ArrayList<>();
    Policy spy =
        (observations, previousActions) -> {
          seen.add(previousActions);
          return POLICY.act(observations, previousActions);
        };
    new Rollout(new CountdownEnvironments(2, AutoresetMode.NEXT_STEP), spy).run(SEEDS);

    assertEquals(Tensor.float32(new float[] {0, 0}, 2, 1), seen.get(0));
    assertEquals(DType.FLOAT32, seen.get(1).dtype());
  }

  @Test
  void noSeedsMeanNoEpisodes() {
    assertEquals(List.of(), rollout(3).run(List.of()));
  }

  @Test
  void otherAutoresetModesAreRefused() {
    var environments = new CountdownEnvironments(2, AutoresetMode.DISABLED);
    var error = assertThrows(InvalidValueException.class, () -> new Rollout(environments, POLICY));
    assertEquals("autoresetMode: DISABLED (expected: NEXT_STEP)", error.getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 20})
  void divergedEpisodeEndsThereAndTheOthersAreAsEver(int size) {
    long diverging = 9; // of 1 + 9 mod 5 steps, the third of which diverges
    List<EpisodeStatistics> expected = new ArrayList<>(rollout(size).run(SEEDS));
    Trajectory whole = byHand(diverging);
    double sum = whole.rewards().getDouble(0) + whole.rewards().getDouble(1);
    expected.set(SEEDS.indexOf(diverging), new EpisodeStatistics(diverging, sum, 2, true, false));

    var environments = new CountdownEnvironments(size, AutoresetMode.NEXT_STEP, diverging);
    assertEquals(expected, new Rollout(environments, POLICY).run(SEEDS));
  }

  @Test
  void divergedDemonstrationIsAnError() {
    var environments = new CountdownEnvironments(5, AutoresetMode.NEXT_STEP, 9);
    Rollout rollout = new Rollout(environments, POLICY);
    assertFails(Reason.PHYSICS_DIVERGED, () -> rollout.record(SEEDS, trajectory -> {}));
  }

  @Test
  void meansAreOverEpisodes() {
    List<EpisodeStatistics> episodes =
        List.of(
            new EpisodeStatistics(0, 1.5, 10, true, false),
            new EpisodeStatistics(1, 2.5, 13, false, true));
    assertEquals(2.0, EpisodeStatistics.meanReturn(episodes));
    assertEquals(11.5, EpisodeStatistics.meanLength(episodes));
  }

  private static Rollout rollout(int size) {
    return new Rollout(new CountdownEnvironments(size, AutoresetMode.NEXT_STEP), POLICY);
  }

  private static Trajectory byHand(long seed) {
    int length = CountdownEnvironments.lengthOf(seed);
    double[] observations = new double[3 * (length + 1)];
    float[] actions = new float[length];
    double[] rewards = new double[length];
    double x = seed / 7.0;
    float previous = 0;
    for (int t = 0; t <= length; t++) {
      observations[3 * t] = seed;
      observations[3 * t + 1] = t;
      observations[3 * t + 2] = x;
      if (t < length) {
        previous = actions[t] = action(x, previous);
        x = CountdownEnvironments.next(x, previous);
        rewards[t] = x / 3;
      }
    }
    return new Trajectory(
        seed,
        Tensor.float64(observations, length + 1, 3),
        Tensor.float32(actions, length, 1),
        Tensor.float64(rewards),
        seed % 2 == 1,
        seed % 2 == 0);
  }
}
