package io.papilio.cli.bench.server;

import io.papilio.cli.bench.peer.Benchmark;
import io.papilio.cli.bench.peer.BenchmarkSetting;
import io.papilio.cli.bench.peer.BenchmarkTable;
import io.papilio.cli.bench.peer.Ratio;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.protocol.client.EnvironmentChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Steps through a server, by the number of environments of a session. */
public final class ScalingBenchmark implements Benchmark {
  private static final List<Integer> SIZES = List.of(1, 8, 64, 256, 1024);
  private static final int FLAT_FROM = 64;
  private static final double SECONDS = 0.5;
  private static final double WARM_UP_SECONDS = 10;
  private static final int MEMORY_STEPS = 20;

  @Override
  public String name() {
    return "scaling";
  }

  @Override
  public String description() {
    return "Environment steps per second by the Java client over TCP on this machine, by the number"
        + " of environments in a session, and the memory of a fresh server's process after "
        + MEMORY_STEPS
        + " steps; the last column is the slowest of those from "
        + FLAT_FROM
        + " on by the fastest.";
  }

  @Override
  public BenchmarkTable run(BenchmarkSetting setting, Consumer<String> say) {
    List<LoadCurves.Row> rows = new ArrayList<>();
    try (ServerProcess server = ServerProcess.start(setting.threads());
        EnvironmentChannel channel = EnvironmentChannel.connect(server.target())) {
      for (String id : SteppingBenchmark.ENVIRONMENTS) {
        double[] rates = rates(id, channel, setting.rounds());
        rows.add(new LoadCurves.Row(id, rates, new double[rates.length], flatness(rates)));
        say.accept(id + ": " + Arrays.toString(rates));
      }
    }
    for (LoadCurves.Row row : rows) {
      Arrays.setAll(
          row.megabytes(),
          i -> ServerLoad.megabytes(row.id(), setting.threads(), SIZES.get(i), MEMORY_STEPS));
      say.accept(row.id() + ", MB: " + Arrays.toString(row.megabytes()));
    }
    return new LoadCurves("environments", SIZES, rows)
        .table(
            "Throughput and memory of a server by the environments of a session",
            "slowest / fastest");
  }

  private static double[] rates(String id, EnvironmentChannel channel, int rounds) {
    List<VectorEnvironment> vectors = SIZES.stream().map(size -> channel.vector(id, size)).toList();
    try {
      List<RandomSteps> steps = vectors.stream().map(RandomSteps::new).toList();
      steps.forEach(
          size -> {
            double unused = size.perSecond(WARM_UP_SECONDS / SIZES.size());
          });
      double[][] rates = new double[SIZES.size()][rounds];
      for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < rates.length; i++) {
          rates[i][round] = steps.get(i).perSecond(SECONDS);
        }
      }
      return Arrays.stream(rates).mapToDouble(Ratio::median).toArray();
    } finally {
      vectors.forEach(VectorEnvironment::close);
    }
  }

  private static String flatness(double[] rates) {
    double[] flat = Arrays.copyOfRange(rates, SIZES.indexOf(FLAT_FROM), rates.length);
    return String.format(
        Locale.ROOT,
        "%.2f",
        Arrays.stream(flat).min().orElseThrow() / Arrays.stream(flat).max().orElseThrow());
  }
}
