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
  private static final double WARM_UP_SECONDS = 4;

  @Override
  public String name() {
    return "scaling";
  }

  @Override
  public String description() {
    return "Environment steps per second by the Java client over TCP on this machine, by the number"
        + " of environments in a session; the last column is the slowest of those from "
        + FLAT_FROM
        + " on by the fastest.";
  }

  @Override
  public BenchmarkTable run(BenchmarkSetting setting, Consumer<String> say) {
    List<String> columns = new ArrayList<>(List.of(""));
    SIZES.forEach(size -> columns.add("" + size));
    columns.add("slowest / fastest");
    List<List<String>> rows = new ArrayList<>();
    try (ServerProcess server = ServerProcess.start(setting.threads());
        EnvironmentChannel channel = EnvironmentChannel.connect(server.target())) {
      for (String id : SteppingBenchmark.ENVIRONMENTS) {
        rows.add(row(id, channel, setting.rounds(), say));
      }
    }
    return new BenchmarkTable(columns, rows);
  }

  private static List<String> row(
      String id, EnvironmentChannel channel, int rounds, Consumer<String> say) {
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
      double[] medians = Arrays.stream(rates).mapToDouble(Ratio::median).toArray();
      List<String> row = new ArrayList<>(List.of(id));
      double slowest = Double.POSITIVE_INFINITY;
      double fastest = 0;
      for (int i = 0; i < medians.length; i++) {
        row.add(String.format(Locale.ROOT, "%,.0f", medians[i]));
        if (SIZES.get(i) >= FLAT_FROM) {
          slowest = Math.min(slowest, medians[i]);
          fastest = Math.max(fastest, medians[i]);
        }
      }
      row.add(String.format(Locale.ROOT, "%.2f", slowest / fastest));
      say.accept(String.join("  ", row));
      return row;
    } finally {
      vectors.forEach(VectorEnvironment::close);
    }
  }
}
