package io.papilio.core.rollout;

import io.papilio.core.env.DriftEnvironment;
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
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Policies, seeds and expected episodes in environments that drift. */
final class DriftEpisodes {
  private DriftEpisodes() {}

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

  /** A runner in lockstep. */
  static Rollout lockstep(int size) {
    return new Rollout(DriftEnvironment.vector(size));
  }

  /** The trajectories of all seeds. */
  static List<Trajectory> record(RolloutRunner runner, Policy policy) {
    List<Trajectory> trajectories = new ArrayList<>();
    runner.record(policy, SEEDS, RolloutListener.SILENT, trajectories::add);
    return trajectories;
  }

  /** The episode of a seed, computed here. */
  static Trajectory byHand(BigInteger seed) {
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
