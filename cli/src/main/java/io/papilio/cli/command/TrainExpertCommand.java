package io.papilio.cli.command;

import io.papilio.artifacts.run.Run;
import io.papilio.cli.config.TrainExpertConfig;
import io.papilio.cli.options.RecordOptions;
import io.papilio.cli.source.EnvironmentSources;
import io.papilio.cli.terminal.TerminalProgress;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.provenance.Digest;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.rollout.RolloutSource;
import io.papilio.core.rollout.RunInterruptedException;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.expert.policy.ExpertFile;
import io.papilio.expert.training.SacTrainer;
import io.papilio.laboratory.report.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Trains an expert by soft actor-critic; the best policy so far is always in the run directory. */
@Command(
    name = "train-expert",
    description = "Train an expert by soft actor-critic, with Stable-Baselines3's defaults.",
    mixinStandardHelpOptions = true)
public final class TrainExpertCommand implements Callable<Integer>, RecordOptions.Configured {
  @Spec private CommandSpec command;

  @Override
  public Record defaults() {
    return TrainExpertConfig.DEFAULTS;
  }

  @Override
  public Integer call() {
    TrainExpertConfig config = RecordOptions.read(command, TrainExpertConfig.DEFAULTS);
    config.requireNotExtended();
    try (RolloutSource source =
            EnvironmentSources.open(
                config.connection(), config.environment(), command.commandLine().getErr());
        VectorEnvironment environments =
            source.vector(
                config.env(),
                KeywordArguments.NONE,
                config.sac().collection().numEnvs(),
                AutoresetMode.SAME_STEP);
        RolloutRunner evaluation =
            source.runner(config.env(), config.sac().schedule().evaluationEpisodes());
        Run run =
            Run.open(
                config.path(),
                config
                    .environment()
                    .keywords()
                    .identity(
                        SacTrainer.identity(
                            environments.spec().id(), config.sac(), config.start())),
                Manifests.begin(
                    command,
                    source,
                    config,
                    config.sac().seed(),
                    config.environment().keywords().inputs(inputs(config))))) {
      if (run.isFinished()) {
        command.commandLine().getOut().println(run.directory() + ": this run is finished");
      } else {
        train(run, config, environments, evaluation);
      }
      report(run);
      Path page = Report.read(run.directory()).write();
      command.commandLine().getOut().println("report: " + page);
    }
    return 0;
  }

  private void train(
      Run run, TrainExpertConfig config, VectorEnvironment environments, RolloutRunner evaluation) {
    SacTrainer trainer =
        new SacTrainer(config.sac(), environments, evaluation, run, config.start());
    try (TerminalProgress progress =
        new TerminalProgress(command.commandLine().getErr(), config.env())) {
      run.execute(progress, trainer::train);
    } catch (RunInterruptedException e) {
      report(run);
      throw e;
    }
  }

  /** The checkpoint that a run begins with; one that has its own reads no other. */
  private static Map<String, Digest> inputs(TrainExpertConfig config) {
    return config
        .start()
        .map(other -> other.resolve(Run.CHECKPOINT))
        .filter(other -> Files.exists(other))
        .filter(other -> Files.notExists(config.path().resolve(Run.CHECKPOINT)))
        .map(other -> Map.of("from", Digest.ofFile(other)))
        .orElse(Map.of());
  }

  private void report(Run run) {
    Path model = run.file(ExpertFile.NAME);
    if (Files.exists(model)) {
      command
          .commandLine()
          .getOut()
          .printf(
              Locale.ROOT,
              "%s: best deterministic mean return %.1f, after %,d steps in all%n",
              model,
              ExpertFile.meanReturn(model),
              run.checkpoint().step().orElse(0));
    }
  }
}
