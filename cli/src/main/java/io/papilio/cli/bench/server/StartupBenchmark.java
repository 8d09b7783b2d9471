package io.papilio.cli.bench.server;

import io.papilio.cli.bench.peer.Benchmark;
import io.papilio.cli.bench.peer.BenchmarkSetting;
import io.papilio.cli.bench.peer.BenchmarkTable;
import io.papilio.cli.bench.peer.Ratio;
import io.papilio.core.env.EnvironmentException;
import io.papilio.core.env.Reason;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.protocol.client.EnvironmentChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** How long {@code ./papilio} takes to start. */
public final class StartupBenchmark implements Benchmark {
  @Override
  public String name() {
    return "startup";
  }

  @Override
  public String description() {
    return "Seconds from the start of a command in a checkout that has been built.";
  }

  @Override
  public BenchmarkTable run(BenchmarkSetting setting, Consumer<String> say) {
    double[] help = new double[setting.rounds()];
    double[] firstStep = new double[setting.rounds()];
    for (int round = -1; round < setting.rounds(); round++) { // The first reads files from disk.
      double helped = help(setting.home());
      double stepped = firstStep(setting.home());
      if (round >= 0) {
        help[round] = helped;
        firstStep[round] = stepped;
      }
    }
    return new BenchmarkTable(
        List.of("", "median (range of " + setting.rounds() + ")"),
        List.of(
            List.of("`./papilio --help`", cell(help)),
            List.of("`./papilio serve` to the first step of Hopper-v5", cell(firstStep))));
  }

  private static double help(Path home) {
    long start = System.nanoTime();
    try {
      Process process =
          new ProcessBuilder(home.resolve("papilio").toString(), "--help")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      if (process.waitFor() != 0) {
        throw EnvironmentException.of(Reason.UNAVAILABLE, "./papilio --help failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted", e));
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static double firstStep(Path home) {
    long start = System.nanoTime();
    try (ServerProcess server = ServerProcess.ofScript(home);
        EnvironmentChannel channel = EnvironmentChannel.connect(server.target());
        VectorEnvironment environments = channel.vector("Hopper-v5", 1)) {
      new RandomSteps(environments).step();
      return (System.nanoTime() - start) / 1e9;
    }
  }

  private static String cell(double[] seconds) {
    return String.format(
        Locale.ROOT,
        "%.2f (%.2f to %.2f)",
        Ratio.median(seconds),
        Arrays.stream(seconds).min().orElseThrow(),
        Arrays.stream(seconds).max().orElseThrow());
  }
}
