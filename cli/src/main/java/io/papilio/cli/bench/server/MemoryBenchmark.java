package io.papilio.cli.bench.server;

import io.papilio.cli.bench.peer.Benchmark;
import io.papilio.cli.bench.peer.BenchmarkSetting;
import io.papilio.cli.bench.peer.BenchmarkTable;
import io.papilio.cli.bench.peer.PythonPeer;
import io.papilio.cli.bench.peer.Ratio;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.protocol.client.EnvironmentChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Memory of a served environment against that of MuJoCo's own data. */
public final class MemoryBenchmark implements Benchmark {
  private static final String ENVIRONMENT = "Humanoid-v5";
  private static final PythonPeer.Libraries LIBRARIES =
      new PythonPeer.Libraries("stepping", List.of());
  private static final int SIZE = 2048;
  private static final int STEPS = 20;

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String description() {
    return "Kilobytes in use for each of "
        + SIZE
        + " environments after "
        + STEPS
        + " steps: what the server's process grows by, against as many of MuJoCo's mjData in a"
        + " Python process.";
  }

  @Override
  public BenchmarkTable run(BenchmarkSetting setting, Consumer<String> say) {
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    for (int round = 0; round < setting.rounds(); round++) {
      ours.add(ofServer(setting.threads()) / 1e3);
      List<String> arguments = List.of(ENVIRONMENT, "" + SIZE, "" + STEPS);
      try (PythonPeer peer =
          PythonPeer.start(setting.home(), LIBRARIES, "memory.py", arguments, say)) {
        theirs.add(Double.parseDouble(peer.read()) / 1e3);
      }
      say.accept("round " + (round + 1) + ": " + ours.get(round) + " against " + theirs.get(round));
    }
    List<String> row = new ArrayList<>(List.of(ENVIRONMENT));
    row.addAll(new Ratio(ours, theirs).cells());
    return new BenchmarkTable(
        List.of("", "Papilio", "mjData", "ratio, median (range of " + setting.rounds() + ")"),
        List.of(row));
  }

  private static double ofServer(int threads) {
    try (ServerProcess server = ServerProcess.start(threads);
        EnvironmentChannel channel = EnvironmentChannel.connect(server.target())) {
      step(channel, 1); // What the first session loads is no environment's.
      long before = server.residentBytes();
      return (double) (step(channel, SIZE, server) - before) / SIZE;
    }
  }

  private static void step(EnvironmentChannel channel, int size) {
    try (VectorEnvironment environments = channel.vector(ENVIRONMENT, size)) {
      step(environments);
    }
  }

  private static long step(EnvironmentChannel channel, int size, ServerProcess server) {
    try (VectorEnvironment environments = channel.vector(ENVIRONMENT, size)) {
      step(environments);
      return server.residentBytes();
    }
  }

  private static void step(VectorEnvironment environments) {
    RandomSteps steps = new RandomSteps(environments);
    for (int i = 0; i < STEPS; i++) {
      steps.step();
    }
  }
}
