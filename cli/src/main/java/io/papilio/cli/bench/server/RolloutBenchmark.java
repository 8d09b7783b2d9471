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
  private static final double PEER_SECONDS = 1;

  /** Episodes whose steps the peer takes. */
  private static final int RECORDED = 16;

  // The JVM compiles what it sees often.
  private static final double WARM_UP_SECONDS = 10;

  /** Of our side of a round, about: long against what it takes to make the environments. */
  private static final double SECONDS = 1.5;

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
        + " environments, returns stream back over TCP on this machine. The peer, mujoco.rollout,"
        + " steps the physics alone, from states of the same episodes with the same actions.";
  }

  @Override
  public BenchmarkTable run(BenchmarkSetting setting, Consumer<String> say) {
    List<List<String>> rows = new ArrayList<>();
    try (ServerProcess server = ServerProcess.start(setting.threads());
        EnvironmentChannel channel = EnvironmentChannel.connect(server.target())) {
      warmUp(channel);
      for (String id : SteppingBenchmark.ENVIRONMENTS) {
        try (RolloutRunner runner = channel.runner(id, SIZE)) {
          rows.addAll(compare(id, runner, setting, say));
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

  private static List<List<String>> compare(
      String id, RolloutRunner runner, BenchmarkSetting setting, Consumer<String> say) {
    List<List<String>> rows = new ArrayList<>();
    List<String> arguments = List.of(id, "" + SIZE, "" + setting.threads(), "" + PEER_SECONDS);
    try (PythonPeer peer =
        PythonPeer.start(setting.home(), LIBRARIES, "rollout.py", arguments, say)) {
      say.accept(id + ", against " + peer.read());
      for (Hidden hidden : NETWORKS) {
        Policy policy = policy(runner, hidden);
        RecordedEpisodes recorded =
            RecordedEpisodes.of(runner, policy, EpisodeSeeds.of(0, RECORDED));
        double steps = SECONDS * perSecond(runner, policy, 2 * SIZE);
        int episodes = (int) Math.max(SIZE, steps / recorded.meanLength());
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        for (int round = 0; round <= setting.rounds(); round++) {
          double rate = perSecond(runner, policy, episodes);
          double other = Double.parseDouble(peer.ask(recorded.folder().toString()));
          if (round > 0) { // The first warms up both.
            ours.add(rate);
            theirs.add(other);
          }
          say.accept(
              String.format(Locale.ROOT, "%s, round %d: %,.0f, %,.0f", hidden, round, rate, other));
        }
        recorded.delete();
        List<String> row = new ArrayList<>(List.of(id, hidden.toString()));
        row.addAll(new Ratio(ours, theirs).cells());
        rows.add(row);
      }
    }
    return rows;
  }

  private static void warmUp(EnvironmentChannel channel) {
    try (RolloutRunner runner = channel.runner(SteppingBenchmark.ENVIRONMENTS.get(0), SIZE)) {
      Policy policy = policy(runner, NETWORKS.get(0));
      long end = System.nanoTime() + (long) (WARM_UP_SECONDS * 1e9);
      while (System.nanoTime() < end) {
        double unused = perSecond(runner, policy, 10 * SIZE);
      }
    }
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
