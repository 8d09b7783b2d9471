package io.papilio.cli.bench.server;

import io.papilio.cli.bench.peer.Benchmark;
import io.papilio.cli.bench.peer.BenchmarkSetting;
import io.papilio.cli.bench.peer.BenchmarkTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Steps of one session through a server, by the number of threads that the server uses. */
public final class CoresBenchmark implements Benchmark {
  private static final int SIZE = 64;

  @Override
  public String name() {
    return "cores";
  }

  @Override
  public String description() {
    return "Environment steps per second of "
        + SIZE
        + " environments in a session, by the number of threads that step them in the server, and"
        + " the memory of its process.";
  }

  @Override
  public BenchmarkTable run(BenchmarkSetting setting, Consumer<String> say) {
    List<Integer> cores = IntStream.rangeClosed(1, setting.threads()).boxed().toList();
    List<LoadCurves.Row> rows = new ArrayList<>();
    for (String id : SteppingBenchmark.ENVIRONMENTS) {
      double[] rates = new double[cores.size()];
      double[] megabytes = new double[cores.size()];
      for (int i = 0; i < rates.length; i++) {
        ServerLoad load = ServerLoad.measure(id, cores.get(i), 1, SIZE, setting.rounds());
        rates[i] = load.perSecond();
        megabytes[i] = load.megabytes();
        say.accept(id + ", " + cores.get(i) + " threads: " + load);
      }
      rows.add(new LoadCurves.Row(id, rates, megabytes, ""));
    }
    return new LoadCurves("threads", cores, rows)
        .table("Throughput and memory of a server by its threads", "");
  }
}
