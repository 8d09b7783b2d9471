package io.papilio.cli.bench.server;

import io.papilio.cli.bench.peer.Benchmark;
import io.papilio.cli.bench.peer.BenchmarkSetting;
import io.papilio.cli.bench.peer.BenchmarkTable;
import io.papilio.core.vector.EnvironmentSource;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.envserver.catalog.EnvironmentCatalog;
import io.papilio.protocol.client.EnvironmentChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What a server adds to the time of a lone environment's step. */
public final class LatencyBenchmark implements Benchmark {
  private static final int STEPS = 1000;
  private static final double WARM_UP_SECONDS = 10;

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public String description() {
    return "Microseconds of a step of one environment: in the process of its caller, by the Java"
        + " client over TCP on this machine, and the difference of the same steps; "
        + STEPS
        + " steps in each round.";
  }

  @Override
  public BenchmarkTable run(BenchmarkSetting setting, Consumer<String> say) {
    List<List<String>> rows = new ArrayList<>();
    try (ServerProcess server = ServerProcess.start(setting.threads());
        EnvironmentChannel channel = EnvironmentChannel.connect(server.target());
        EnvironmentCatalog catalog = EnvironmentCatalog.standard()) {
      for (String id :
          Stream.concat(Stream.of("LqrMarginal-v0"), SteppingBenchmark.ENVIRONMENTS.stream())
              .toList()) {
        rows.add(row(id, catalog, channel, setting.rounds()));
        say.accept(String.join("  ", rows.get(rows.size() - 1)));
      }
    }
    return new BenchmarkTable(
        List.of(
            "", "in process: median", "99 %", "served: median", "99 %", "added: median", "99 %"),
        rows);
  }

  private static List<String> row(
      String id, EnvironmentSource local, EnvironmentSource remote, int rounds) {
    double[] here = new double[rounds * STEPS];
    double[] there = new double[rounds * STEPS];
    double[] added = new double[rounds * STEPS];
    try (VectorEnvironment localOne = local.vector(id, 1);
        VectorEnvironment remoteOne = remote.vector(id, 1)) {
      RandomSteps localSteps = new RandomSteps(localOne);
      RandomSteps remoteSteps = new RandomSteps(remoteOne);
      int warmUp = warmUp(remoteSteps);
      for (int i = 0; i < warmUp; i++) { // So that both take the same steps.
        localSteps.step();
      }
      for (int round = 0; round < rounds; round++) {
        micros(remoteSteps, there, round * STEPS);
        micros(localSteps, here, round * STEPS);
      }
    }
    Arrays.setAll(added, i -> there[i] - here[i]);
    List<String> row = new ArrayList<>(List.of(id));
    for (double[] times : List.of(here, there, added)) {
      Arrays.sort(times);
      row.add(String.format(Locale.ROOT, "%.0f", times[times.length / 2]));
      row.add(String.format(Locale.ROOT, "%.0f", times[times.length * 99 / 100]));
    }
    return row;
  }

  /** Steps for some seconds and returns how many steps that were. */
  private static int warmUp(RandomSteps steps) {
    long start = System.nanoTime();
    int taken = 0;
    while (System.nanoTime() - start < WARM_UP_SECONDS * 1e9) {
      steps.step();
      taken++;
    }
    return taken;
  }

  private static void micros(RandomSteps steps, double[] to, int first) {
    for (int i = first; i < first + STEPS; i++) {
      long start = System.nanoTime();
      steps.step();
      to[i] = (System.nanoTime() - start) / 1e3;
    }
  }
}
