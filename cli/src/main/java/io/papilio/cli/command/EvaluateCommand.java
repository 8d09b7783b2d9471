package io.papilio.cli.command;

import io.papilio.artifacts.file.AtomicFile;
import io.papilio.cli.config.EvaluateConfig;
import io.papilio.cli.options.RecordOptions;
import io.papilio.cli.source.EnvironmentSources;
import io.papilio.cli.source.PolicySource;
import io.papilio.cli.terminal.ReturnTable;
import io.papilio.cli.terminal.TerminalProgress;
import io.papilio.core.policy.Policy;
import io.papilio.core.rollout.EpisodeProgress;
import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.rollout.RolloutSource;
import io.papilio.core.validation.Require;
import io.papilio.expert.shipped.ShippedExperts;
import io.papilio.laboratory.report.figure.ExpertFigure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs a policy and prints the distribution of its returns. */
@Command(
    name = "evaluate",
    description = "Run a policy for many episodes; print the distribution of its returns.",
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
    try (RolloutSource source =
            EnvironmentSources.open(
                config.connection(), config.environment(), command.commandLine().getErr());
        RolloutRunner runner = source.runner(config.env(), size)) {
      PolicySource policy =
          PolicySource.of(runner.spec(), config.environment(), config.policy(), config.seed());
      Path metrics = Path.of(config.file()).resolveSibling("metrics.csv");
      // Read before the episodes: a missing file is reported before minutes of work.
      String curve = config.figure().isEmpty() ? "" : metrics(config, metrics);
      List<EpisodeStatistics> episodes = run(runner, policy.policy(), config.seeds());
      ReturnTable.print(
          command.commandLine().getOut(),
          policy.name() + " in " + config.environment().describe(),
          episodes);
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
}
