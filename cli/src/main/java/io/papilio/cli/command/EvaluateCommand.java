package io.papilio.cli.command;

import io.papilio.artifacts.file.AtomicFile;
import io.papilio.cli.options.RecordOptions;
import io.papilio.cli.source.EnvironmentSources;
import io.papilio.cli.source.ExpertSource;
import io.papilio.cli.terminal.Histogram;
import io.papilio.cli.terminal.TerminalProgress;
import io.papilio.core.policy.Policy;
import io.papilio.core.rollout.EpisodeProgress;
import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.rollout.ReturnSummary;
import io.papilio.core.rollout.Rollout;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.validation.Require;
import io.papilio.core.vector.EnvironmentSource;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.expert.shipped.ShippedExperts;
import io.papilio.laboratory.report.figure.ExpertFigure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs a policy and prints the distribution of its returns. */
@Command(
    name = "evaluate",
    description = "Run an expert for many episodes; print the distribution of its returns.",
    mixinStandardHelpOptions = true)
public final class EvaluateCommand implements Callable<Integer>, RecordOptions.Configured {
  @Spec private CommandSpec command;

  @Override
  public Record defaults() {
    return EvaluateConfig.DEFAULTS;
  }

  @Override
  public Integer call() {
    EvaluateConfig config = RecordOptions.read(command, EvaluateConfig.DEFAULTS);
    if (!config.figure().isEmpty()) {
      OutputFile.require("figure", Path.of(config.figure()));
    }
    int size = config.rollout().numEnvs(config.episodes());
    try (EnvironmentSource source = EnvironmentSources.open(config.connection());
        VectorEnvironment environments = source.vector(config.env(), size)) {
      ExpertSource expert = ExpertSource.of(environments.spec(), "policy", config.file());
      Path metrics = Path.of(config.file()).resolveSibling("metrics.csv");
      // Read before the episodes: a missing file is reported before minutes of work.
      String curve = config.figure().isEmpty() ? "" : metrics(config, metrics);
      List<EpisodeStatistics> episodes =
          run(new Rollout(environments), expert.policy(), config.seeds());
      print(expert.name() + " in " + config.env(), episodes);
      if (!config.figure().isEmpty()) {
        Path figure = Path.of(config.figure());
        AtomicFile.write(figure, ExpertFigure.draw(metrics, curve, episodes));
        command.commandLine().getOut().println("figure: " + figure);
      }
    }
    return 0;
  }

  private List<EpisodeStatistics> run(RolloutRunner runner, Policy policy, List<BigInteger> seeds) {
    try (TerminalProgress progress =
        new TerminalProgress(command.commandLine().getErr(), "episodes")) {
      return runner.run(policy, seeds, new EpisodeProgress(progress, 0, seeds.size()));
    }
  }

  private static String metrics(EvaluateConfig config, Path beside) {
    if (config.file().isEmpty()) {
      return ShippedExperts.metrics(config.env());
    }
    Require.that(Files.exists(beside), "figure", "no " + beside, "the metrics of the training");
    try {
      return Files.readString(beside);
    } catch (IOException e) {
      throw new UncheckedIOException(beside + ": " + e.getMessage(), e);
    }
  }

  private void print(String title, List<EpisodeStatistics> episodes) {
    PrintWriter out = command.commandLine().getOut();
    ReturnSummary summary = ReturnSummary.of(episodes);
    long whole = episodes.stream().filter(e -> !e.terminated()).count();
    out.println(title + ", " + episodes.size() + " episodes");
    row(out, "return, mean", summary.mean());
    row(out, "standard deviation", summary.standardDeviation());
    row(out, "lower quartile", summary.lowerQuartile());
    row(out, "median", summary.median());
    row(out, "upper quartile", summary.upperQuartile());
    row(out, "length, mean", EpisodeStatistics.meanLength(episodes));
    out.printf("%-20s %10d of %d%n", "not terminated", whole, episodes.size());
    out.println();
    Histogram.of(episodes.stream().map(EpisodeStatistics::undiscountedReturn).toList())
        .forEach(out::println);
  }

  private static void row(PrintWriter out, String name, double value) {
    out.printf(Locale.ROOT, "%-20s %10.1f%n", name, value);
  }
}
