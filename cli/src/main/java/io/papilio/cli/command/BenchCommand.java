package io.papilio.cli.command;

import io.papilio.cli.bench.BenchmarkCatalog;
import io.papilio.cli.bench.BenchmarkDocument;
import io.papilio.cli.bench.peer.Benchmark;
import io.papilio.cli.bench.peer.BenchmarkSetting;
import io.papilio.cli.bench.peer.BenchmarkTable;
import io.papilio.cli.config.BenchConfig;
import io.papilio.cli.options.RecordOptions;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Measures this program against others, both sides in turn in one run. */
@Command(
    name = "bench",
    description = "Measure this program against others, both in one run; print the ratios.",
    mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer>, RecordOptions.Configured {
  @Spec private CommandSpec command;

  @Override
  public Record defaults() {
    return BenchConfig.DEFAULTS;
  }

  @Override
  public Integer call() {
    BenchConfig config = RecordOptions.read(command, BenchConfig.DEFAULTS);
    Path home = Path.of(System.getProperty("papilio.home", ""));
    var setting = new BenchmarkSetting(home, config.rounds(), config.threads());
    for (Benchmark benchmark : BenchmarkCatalog.select(config.only())) {
      BenchmarkTable table =
          benchmark.run(setting, line -> command.commandLine().getErr().println(line));
      String text = benchmark.description() + "\n\n" + table.toMarkdown();
      command.commandLine().getOut().print(text);
      command.commandLine().getOut().flush();
      if (!config.document().isEmpty()) {
        var document = new BenchmarkDocument(Path.of(config.document()));
        String image =
            table.figure().map(f -> document.draw(benchmark.name(), f) + "\n").orElse("");
        document.replace(benchmark.name(), text + "\n" + image + origin(benchmark, config));
      }
    }
    return 0;
  }

  private static String origin(Benchmark benchmark, BenchConfig config) {
    return String.format(
        "`./papilio bench --only %s --rounds %d --threads %d --document %s`, %d cores, JDK %s%n",
        benchmark.name(),
        config.rounds(),
        config.threads(),
        config.document(),
        Runtime.getRuntime().availableProcessors(),
        Runtime.version());
  }
}
