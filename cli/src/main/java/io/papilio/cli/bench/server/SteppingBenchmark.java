package io.papilio.cli.bench.server;

import io.papilio.cli.bench.peer.Benchmark;
import io.papilio.cli.bench.peer.BenchmarkSetting;
import io.papilio.cli.bench.peer.BenchmarkTable;
import io.papilio.cli.bench.peer.PythonPeer;
import io.papilio.cli.bench.peer.Ratio;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.protocol.client.EnvironmentChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Steps of 64 environments through a server against other ways to step as many. */
public final class SteppingBenchmark implements Benchmark {
  public static final List<String> ENVIRONMENTS =
      List.of("Hopper-v5", "Walker2d-v5", "HalfCheetah-v5", "Ant-v5", "Humanoid-v5");
  private static final PythonPeer.Libraries LIBRARIES =
      new PythonPeer.Libraries("stepping", List.of());
  private static final int SIZE = 64;
  private static final double SECONDS = 0.3;

  /** Rounds that other programs disturb are measured again, up to so many for each. */
  private static final int MAX_DISTURBED = 5;

  // Of each environment: the JVM compiles what it sees often.
  private static final double WARM_UP_SECONDS = 10;

  // Code that runs once in a step of all environments takes longer to be seen often.
  private static final double SERVER_WARM_UP_SECONDS = 30;

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
      try (VectorEnvironment environments = channel.vector(ENVIRONMENTS.get(0), SIZE)) {
        double unused = new RandomSteps(environments).perSecond(SERVER_WARM_UP_SECONDS);
      }
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
      List<Double> unusedRound = measure(ours, peer, peers.keySet()); // Warms up the peers.
      int disturbed = 0;
      while (rates.size() < setting.rounds()) {
        ForeignLoad load = new ForeignLoad();
        List<Double> round = measure(ours, peer, peers.keySet());
        if (!load.isTolerable() && disturbed++ < MAX_DISTURBED * setting.rounds()) {
          continue;
        }
        rates.add(round.get(0));
        int side = 1;
        for (String name : peers.keySet()) {
          theirs.computeIfAbsent(name, s -> new ArrayList<>()).add(round.get(side++));
        }
        say.accept("round " + rates.size() + ": " + round.stream().map(r -> number(r)).toList());
      }
      say.accept("rounds repeated, since other programs used the cores: " + disturbed);
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

  /** Environment steps per second of ours, then of each peer. */
  private static List<Double> measure(RandomSteps ours, PythonPeer peer, Set<String> sides) {
    List<Double> rates = new ArrayList<>(List.of(ours.perSecond(SECONDS)));
    sides.forEach(side -> rates.add(Double.parseDouble(peer.ask(side))));
    return rates;
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
