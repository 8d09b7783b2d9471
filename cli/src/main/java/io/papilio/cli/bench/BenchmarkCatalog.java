package io.papilio.cli.bench;

import io.papilio.cli.bench.learning.AveragesBenchmark;
import io.papilio.cli.bench.learning.CloningBenchmark;
import io.papilio.cli.bench.learning.EvaluationBenchmark;
import io.papilio.cli.bench.learning.SacBenchmark;
import io.papilio.cli.bench.learning.SeedsBenchmark;
import io.papilio.cli.bench.learning.TransformerBenchmark;
import io.papilio.cli.bench.learning.WidthBenchmark;
import io.papilio.cli.bench.peer.Benchmark;
import io.papilio.cli.bench.server.CoresBenchmark;
import io.papilio.cli.bench.server.DelayBenchmark;
import io.papilio.cli.bench.server.LatencyBenchmark;
import io.papilio.cli.bench.server.MemoryBenchmark;
import io.papilio.cli.bench.server.RolloutBenchmark;
import io.papilio.cli.bench.server.ScalingBenchmark;
import io.papilio.cli.bench.server.SessionsBenchmark;
import io.papilio.cli.bench.server.StartupBenchmark;
import io.papilio.cli.bench.server.SteppingBenchmark;
import io.papilio.core.validation.InvalidValueException;
import java.util.List;
import java.util.stream.Collectors;

/** All benchmarks. */
public final class BenchmarkCatalog {
  private static final List<Benchmark> ALL =
      List.of(
          new CloningBenchmark(),
          new WidthBenchmark(),
          new AveragesBenchmark(),
          new SeedsBenchmark(),
          new SacBenchmark(),
          new EvaluationBenchmark(),
          new SteppingBenchmark(),
          new ScalingBenchmark(),
          new SessionsBenchmark(),
          new CoresBenchmark(),
          new RolloutBenchmark(),
          new DelayBenchmark(),
          new LatencyBenchmark(),
          new MemoryBenchmark(),
          new StartupBenchmark(),
          new TransformerBenchmark());

  private BenchmarkCatalog() {}

  /**
   * The benchmark of a name, or all of them.
   *
   * @param only a name; empty means all
   */
  public static List<Benchmark> select(String only) {
    List<Benchmark> selected =
        ALL.stream().filter(b -> only.isEmpty() || b.name().equals(only)).toList();
    if (selected.isEmpty()) {
      throw new InvalidValueException("only", only, names());
    }
    return selected;
  }

  private static String names() {
    return ALL.stream().map(Benchmark::name).collect(Collectors.joining(", "));
  }
}
