package io.papilio.cli.bench.server;

import io.papilio.cli.bench.peer.Benchmark;
import io.papilio.cli.bench.peer.BenchmarkSetting;
import io.papilio.cli.bench.peer.BenchmarkTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Steps through a server, by the number of sessions with one environment each. */
public final class SessionsBenchmark implements Benchmark {
  private static final List<Integer> SESSIONS = List.of(1, 4, 16, 64, 256);
  private static final List<String> ENVIRONMENTS = List.of("Hopper-v5", "HalfCheetah-v5");

  @Override
  public String name() {
    return "sessions";
  }

  @Override
  public String description() {
    return "Environment steps per second of all sessions together, each with one environment and a"
        + " thread of the same Java client, and the memory of the server's process.";
  }

  @Override
  public BenchmarkTable run(BenchmarkSetting setting, Consumer<String> say) {
    List<LoadCurves.Row> rows = new ArrayList<>();
    for (String id : ENVIRONMENTS) {
      double[] rates = new double[SESSIONS.size()];
      double[] megabytes = new double[SESSIONS.size()];
      for (int i = 0; i < rates.length; i++) {
        ServerLoad load =
            ServerLoad.measure(id, setting.threads(), SESSIONS.get(i), 1, setting.rounds());
        rates[i] = load.perSecond();
        megabytes[i] = load.megabytes();
        say.accept(id + ", " + SESSIONS.get(i) + " sessions: " + load);
      }
      rows.add(new LoadCurves.Row(id, rates, megabytes, ""));
    }
    return new LoadCurves("sessions", SESSIONS, rows)
        .table("Throughput and memory of a server by its sessions of one environment", "");
  }
}
