package io.papilio.cli.bench;

import io.papilio.core.vector.VectorEnvironment;
import io.papilio.protocol.client.EnvironmentChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Steps of 64 environments through a server against other ways to step as many. */
final class SteppingBenchmark implements Benchmark {
  static final List<String> ENVIRONMENTS =
      List.of("Hopper-v5", "Walker2d-v5", "HalfCheetah-v5", "Ant-v5", "Humanoid-v5");
  private static final PythonPeer.Libraries LIBRARIES =
      new PythonPeer.Libraries("stepping", List.of());
  private static final int SIZE = 64;
  private static final double SECONDS = 0.5;
  // The JVM compiles what it sees often.
  private static final double WARM_UP_SECONDS = 4;

  @Override
  public String name() {
    return "stepping";
  }

  @Override
  public String description() {
    return "Environment steps per second of "
        + SIZE
        + " environments with random actions, by the Java client over TCP on this machine, against"
        + " MuJoCo's own rollouts (physics alone) and vectors in the process of their caller.";
  }

  @Override
  public BenchmarkTable run(BenchmarkSetting setting, Consumer<String> say) {
    List<List<String>> rows = new ArrayList<>();
    try (ServerProcess server = ServerProcess.start(setting.threads());
        EnvironmentChannel channel = EnvironmentChannel.connect(server.target())) {
      for (String id : ENVIRONMENTS) {
        try (VectorEnvironment environments = channel.vector(id, SIZE)) {
          rows.addAll(compare(id, new RandomSteps(environments), setting, say));
        }
      }
    }
    return new BenchmarkTable(
        List.of("", "peer", "Papilio", "peer", "ratio, median (range of " + setting.rounds() + ")"),
        rows);
  }

  private static List<List<String>> compare(
      String id, RandomSteps ours, BenchmarkSetting setting, Consumer<String> say) {
    Map<String, String> peers = peers(setting.threads());
    Map<String, List<Double>> theirs = new LinkedHashMap<>();
    List<Double> rates = new ArrayList<>();
    List<String> arguments = List.of(id, "" + SIZE, "" + setting.threads(), "" + SECONDS);
    try (PythonPeer peer =
        PythonPeer.start(setting.home(), LIBRARIES, "stepping.py", arguments, say)) {
      say.accept(id + ", against " + peer.read());
      double unused = ours.perSecond(WARM_UP_SECONDS);
      for (int round = 0; round <= setting.rounds(); round++) {
        double rate = ours.perSecond(SECONDS);
        StringBuilder line = new StringBuilder(number(rate));
        if (round > 0) { // The first warms up the peers.
          rates.add(rate);
        }
        for (String side : peers.keySet()) {
          double other = Double.parseDouble(peer.ask(side));
          line.append(", ").append(side).append(' ').append(number(other));
          if (round > 0) {
            theirs.computeIfAbsent(side, s -> new ArrayList<>()).add(other);
          }
        }
        say.accept("round " + round + ": " + line);
      }
    }
    List<List<String>> rows = new ArrayList<>();
    peers.forEach(
        (side, peer) -> {
          List<String> row = new ArrayList<>(List.of(id, peer));
          row.addAll(new Ratio(rates, theirs.get(side)).cells());
          rows.add(row);
        });
    return rows;
  }

  /** What the table calls the sides of the script. */
  private static Map<String, String> peers(int threads) {
    Map<String, String> peers = new LinkedHashMap<>();
    peers.put("rollout-1", "mujoco.rollout, 1 thread");
    peers.put("rollout", "mujoco.rollout, " + threads + " threads");
    peers.put("envpool", "EnvPool, " + SIZE + " environments, " + threads + " threads");
    peers.put("sync", "Gymnasium sync, " + SIZE + " environments");
    peers.put("async", "Gymnasium async, 8 processes");
    return peers;
  }

  private static String number(double rate) {
    return String.format(Locale.ROOT, "%,.0f", rate);
  }
}
