package io.papilio.cli.bench.server;

import io.papilio.cli.bench.peer.Benchmark;
import io.papilio.cli.bench.peer.BenchmarkSetting;
import io.papilio.cli.bench.peer.BenchmarkTable;
import io.papilio.cli.bench.peer.PythonPeer;
import io.papilio.cli.bench.peer.Ratio;
import io.papilio.core.policy.MlpShape;
import io.papilio.core.policy.NetworkPolicy;
import io.papilio.core.policy.Policy;
import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.space.Box;
import io.papilio.kernels.FixedMlp;
import io.papilio.protocol.client.EnvironmentChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;

/** Rollouts of networks on a server against MuJoCo's own rollouts, which are physics alone. */
public final class RolloutBenchmark implements Benchmark {
  private static final PythonPeer.Libraries LIBRARIES =
      new PythonPeer.Libraries("stepping", List.of());
  private static final int SIZE = 64;
  private static final double SECONDS = 1;

  /** Of one round: long against what it takes to make the environments. */
  private static final long STEPS = 60_000;

  /** Hidden layers. */
  private record Hidden(int layers, int width) {
    @Override
    public String toString() {
      return layers + " x " + width;
    }
  }

  private static final List<Hidden> NETWORKS = List.of(new Hidden(2, 64), new Hidden(4, 256));

  @Override
  public String name() {
    return "rollout";
  }

  @Override
  public String description() {
    return "Environment steps per second of rollouts on a server: a perceptron acts in "
        + SIZE
        + " environments, returns stream back over TCP on this machine."
        + " The peer, mujoco.rollout, steps the physics with actions that are drawn beforehand.";
  }

  @Override
  public BenchmarkTable run(BenchmarkSetting setting, Consumer<String> say) {
    List<List<String>> rows = new ArrayList<>();
    try (ServerProcess server = ServerProcess.start(setting.threads());
        EnvironmentChannel channel = EnvironmentChannel.connect(server.target())) {
      for (String id : SteppingBenchmark.ENVIRONMENTS) {
        try (RolloutRunner runner = channel.runner(id, SIZE)) {
          for (Hidden hidden : NETWORKS) {
            rows.add(compare(id, runner, hidden, setting, say));
          }
        }
      }
    }
    return new BenchmarkTable(
        List.of(
            "",
            "hidden layers",
            "Papilio",
            "mujoco.rollout",
            "ratio, median (range of " + setting.rounds() + ")"),
        rows);
  }

  private static List<String> compare(
      String id,
      RolloutRunner runner,
      Hidden hidden,
      BenchmarkSetting setting,
      Consumer<String> say) {
    Policy policy = policy(runner, hidden);
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    List<String> arguments = List.of(id, "" + SIZE, "" + setting.threads(), "" + SECONDS);
    try (PythonPeer peer =
        PythonPeer.start(setting.home(), LIBRARIES, "stepping.py", arguments, say)) {
      say.accept(id + ", " + hidden + ", against " + peer.read());
      double mean = EpisodeStatistics.meanLength(runner.run(policy, EpisodeSeeds.of(0, SIZE)));
      int episodes = (int) Math.max(SIZE, STEPS / mean);
      for (int round = 0; round <= setting.rounds(); round++) {
        double rate = perSecond(runner, policy, episodes);
        double other = Double.parseDouble(peer.ask("rollout"));
        if (round > 0) { // The first warms up both.
          ours.add(rate);
          theirs.add(other);
        }
        say.accept(String.format(Locale.ROOT, "round %d: %,.0f, %,.0f", round, rate, other));
      }
    }
    List<String> row = new ArrayList<>(List.of(id, hidden.toString()));
    row.addAll(new Ratio(ours, theirs).cells());
    return row;
  }

  private static double perSecond(RolloutRunner runner, Policy policy, int episodes) {
    long start = System.nanoTime();
    long steps =
        runner.run(policy, EpisodeSeeds.of(0, episodes)).stream()
            .mapToLong(EpisodeStatistics::length)
            .sum();
    return steps / ((System.nanoTime() - start) / 1e9);
  }

  /** A network whose actions are as large as the bounds. */
  private static Policy policy(RolloutRunner runner, Hidden hidden) {
    Box actions = runner.spec().actionBox();
    List<Integer> sizes = new ArrayList<>();
    sizes.add(runner.spec().observationBox().size());
    sizes.addAll(Collections.nCopies(hidden.layers(), hidden.width()));
    sizes.add(actions.size());
    MlpShape shape = new MlpShape(sizes);
    float[] parameters = new float[shape.parameterCount()];
    Random random = new Random(0);
    int offset = 0;
    for (int layer = 0; layer < shape.layers(); layer++) {
      int weights = shape.fanIn(layer) * shape.fanOut(layer);
      for (int i = 0; i < weights; i++) {
        parameters[offset + i] =
            (float) (random.nextGaussian() * Math.sqrt(2.0 / shape.fanIn(layer)));
      }
      offset += weights + shape.fanOut(layer);
    }
    return NetworkPolicy.unbounded(new FixedMlp(shape, parameters), false).within(actions);
  }
}
