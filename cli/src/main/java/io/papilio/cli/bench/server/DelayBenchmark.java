package io.papilio.cli.bench.server;

import io.papilio.cli.bench.peer.Benchmark;
import io.papilio.cli.bench.peer.BenchmarkSetting;
import io.papilio.cli.bench.peer.BenchmarkTable;
import io.papilio.core.policy.Policy;
import io.papilio.core.rollout.EpisodeSeeds;
import io.papilio.core.rollout.Rollout;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.expert.shipped.ShippedExperts;
import io.papilio.protocol.client.EnvironmentChannel;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** An evaluation over a long way: by rollouts, and in lockstep. */
public final class DelayBenchmark implements Benchmark {
  private static final String ENVIRONMENT = "HalfCheetah-v5";
  private static final int EPISODES = 20;
  private static final int[] DELAYS_MILLIS = {0, 1, 10, 50};

  @Override
  public String name() {
    return "delay";
  }

  @Override
  public String description() {
    return "Seconds of an evaluation, "
        + EPISODES
        + " episodes of 1,000 steps of the shipped expert of "
        + ENVIRONMENT
        + ", on a server behind a line with a delay each way.";
  }

  @Override
  public BenchmarkTable run(BenchmarkSetting setting, Consumer<String> say) {
    List<List<String>> rows = new ArrayList<>();
    List<BigInteger> seeds = EpisodeSeeds.of(0, EPISODES);
    try (ServerProcess server = ServerProcess.start(setting.threads())) {
      for (int delay : DELAYS_MILLIS) {
        try (DelayedLine line = new DelayedLine(server.target(), delay);
            EnvironmentChannel channel = EnvironmentChannel.connect(line.target());
            RolloutRunner rollout = channel.runner(ENVIRONMENT, EPISODES);
            VectorEnvironment session = channel.vector(ENVIRONMENT, EPISODES)) {
          Policy expert = ShippedExperts.load(ENVIRONMENT, rollout.spec().actionBox());
          double unused = seconds(rollout, expert, seeds); // Warms up.
          double sent = seconds(rollout, expert, seeds);
          double lockstep = seconds(new Rollout(session), expert, seeds);
          rows.add(
              List.of(
                  delay + " ms",
                  String.format(Locale.ROOT, "%.2f", sent),
                  String.format(Locale.ROOT, "%.2f", lockstep),
                  String.format(Locale.ROOT, "%.1f", lockstep / sent)));
          say.accept(String.join(", ", rows.get(rows.size() - 1)));
        }
      }
    }
    return new BenchmarkTable(List.of("delay", "rollout", "lockstep", "ratio"), rows);
  }

  private static double seconds(RolloutRunner runner, Policy policy, List<BigInteger> seeds) {
    long start = System.nanoTime();
    Object unused = runner.run(policy, seeds);
    return (System.nanoTime() - start) / 1e9;
  }
}
