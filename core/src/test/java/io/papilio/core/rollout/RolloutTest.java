package io.papilio.core.rollout;

import static io.papilio.core.env.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.papilio.core.env.DriftEnvironment;
import io.papilio.core.env.Reason;
import io.papilio.core.policy.NetworkPolicy;
import io.papilio.core.policy.OutputHead;
import io.papilio.core.policy.OutputMapping;
import io.papilio.core.policy.Policy;
import io.papilio.core.policy.PolicyBinding;
import io.papilio.core.policy.RandomPolicy;
import io.papilio.core.policy.RowNetwork;
import io.papilio.core.space.Box;
import io.papilio.core.space.Tensor;
import io.papilio.core.trajectory.Trajectory;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.LocalVectorEnvironment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RolloutTest {
  private static final Box ACTIONS = (Box) new DriftEnvironment().spec().actionSpace();

  /** Episodes that start at 3, ..., 9 and 0, ..., 4, and have 1 to 5 steps. */
  static final List<BigInteger> SEEDS = EpisodeSeeds.of(3, 12);

  /** The episode that starts at 5 and would have 4 steps. */
  static final BigInteger DIVERGING = BigInteger.valueOf(5);

  static final Policy POLICY = policy(3, 1, in -> new float[] {action(in[0], in[2])}, 1, 1);

  /** As the policy, but in the third step of one episode the physics diverge. */
  static final Policy DIVERGENT =
      policy(
          3,
          1,
          in -> {
            boolean third = in[1] == 2 && in[0] > 6.5 && in[0] < 7;
            return new float[] {third ? 1000 : action(in[0], in[2])};
          },
          1,
          1);

  /** Policies with everything that an actor may remember. */
  static Map<String, Policy> memories() {
    return Map.of(
        "previous action", POLICY,
        "history", policy(9, 1, in -> new float[] {mean(in)}, 3, 1),
        "chunks", policy(3, 2, in -> new float[] {action(in[0], in[2]), 0.75f}, 1, 2),
        "both", policy(6, 3, in -> new float[] {mean(in), 0.5f, -in[3]}, 2, 3),
        "generator", new RandomPolicy(ACTIONS, 3),
        "gaussian", drawing(OutputHead.gaussian(true, 4), 2),
        "mixture", drawing(OutputHead.mixture(2, false, 4), 6));
  }

  private static Policy drawing(OutputHead head, int outputs) {
    return new NetworkPolicy(
        new RowNetwork(3, outputs, in -> Arrays.copyOf(new float[] {in[0] - 5, -in[2]}, outputs)),
        PolicyBinding.PLAIN.withPreviousAction(true),
        head,
        ACTIONS);
  }

  private static float mean(float... values) {
    float sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static Policy policy(
      int inputs, int outputs, UnaryOperator<float[]> function, int history, int chunk) {
    return new NetworkPolicy(
        new RowNetwork(inputs, outputs, function),
        new PolicyBinding(List.of(), true, history, chunk, OutputMapping.IDENTITY),
        ACTIONS);
  }

  /** u = 1 - 0.03 x - 0.1 previous action, in float32. */
  private static float action(float x, float previous) {
    return 1 - 0.03f * x - 0.1f * previous;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 12, 20})
  void trajectoriesAreThoseOfOneEpisodeAtATimeByHand(int size) {
    assertEquals(SEEDS.stream().map(RolloutTest::byHand).toList(), record(POLICY, size));
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
    List<Trajectory> alone = record(policy, 1);
    for (int size : new int[] {5, 20}) {
      assertEquals(alone, record(policy, size));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 12})
  void statisticsAreThoseOfTheTrajectories(int size) {
    List<EpisodeStatistics> expected =
        SEEDS.stream().map(RolloutTest::byHand).map(EpisodeStatistics::of).toList();
    assertEquals(expected, rollout(size).run(POLICY, SEEDS));
  }

  @Test
  void noSeedsMeanNoEpisodes() {
    assertEquals(List.of(), rollout(3).run(POLICY, List.of()));
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
    List<EpisodeStatistics> expected = new ArrayList<>(rollout(size).run(POLICY, SEEDS));
    Trajectory whole = byHand(DIVERGING);
    double sum = whole.rewards().getDouble(0) + whole.rewards().getDouble(1);
    expected.set(
        SEEDS.indexOf(DIVERGING),
        new EpisodeStatistics(Optional.of(DIVERGING), sum, 2, true, false));
    assertEquals(expected, rollout(size).run(DIVERGENT, SEEDS));
  }

  @Test
  void divergedTrajectoryIsAnError() {
    Rollout rollout = rollout(5);
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
    rollout(2).run(POLICY, EpisodeSeeds.of(7, 3), listener);
    // Seeds 7, 8 and 9 start near the end: they have 2, 1 and 1 steps.
    List<String> expected =
        List.of("step 1", "step 2", "episode 7", "episode 8", "step 1", "episode 9");
    assertEquals(expected, heard);
    heard.clear();
    rollout(2)
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
    Rollout rollout = rollout(5);
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
    Rollout rollout = rollout(5);
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

  static Rollout rollout(int size) {
    return new Rollout(DriftEnvironment.vector(size));
  }

  static List<Trajectory> record(Policy policy, int size) {
    List<Trajectory> trajectories = new ArrayList<>();
    rollout(size).record(policy, SEEDS, RolloutListener.SILENT, trajectories::add);
    return trajectories;
  }

  private static Trajectory byHand(BigInteger seed) {
    double[] x = new double[6];
    double[] u = new double[5];
    x[0] = seed.intValueExact() % 10;
    int length = 0;
    while (length < 5 && (length == 0 || x[length] < 8)) {
      float previous = length == 0 ? 0 : (float) u[length - 1];
      u[length] = action((float) x[length], previous);
      x[length + 1] = x[length] + u[length];
      length++;
    }
    double[] observations =
        IntStream.rangeClosed(0, length).boxed().flatMapToDouble(t -> pair(x[t], t)).toArray();
    double[] rewards = Arrays.stream(x, 1, length + 1).map(position -> 2 * position).toArray();
    return new Trajectory(
        Optional.of(seed),
        Tensor.float64(observations, length + 1, 2),
        Tensor.float64(Arrays.copyOf(u, length), length, 1),
        Tensor.float64(rewards),
        x[length] >= 8,
        length == 5);
  }

  private static DoubleStream pair(double position, double time) {
    return DoubleStream.of(position, time);
  }
}
