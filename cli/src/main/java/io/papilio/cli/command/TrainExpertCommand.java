package io.papilio.cli.command;

import io.papilio.artifacts.run.RunLock;
import io.papilio.cli.options.RecordOptions;
import io.papilio.cli.terminal.TerminalProgress;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.provenance.Digest;
import io.papilio.core.rollout.RunInterruptedException;
import io.papilio.core.vector.AutoresetMode;
import io.papilio.core.vector.EnvironmentSource;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.expert.policy.ExpertFile;
import io.papilio.expert.training.SacTrainer;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
    final Instant start = Instant.now();
    TrainExpertConfig config = RecordOptions.read(command, TrainExpertConfig.DEFAULTS);
    try (RunLock lock = RunLock.of(config.path());
        EnvironmentSource source = EnvironmentSources.open(config.server(), config.security());
        VectorEnvironment environments =
            source.vector(
                config.env(),
                KeywordArguments.NONE,
                config.sac().numEnvs(),
                AutoresetMode.SAME_STEP);
        VectorEnvironment evaluation =
            source.vector(config.env(), config.sac().evaluationEpisodes());
        SacTrainer trainer =
            new SacTrainer(config.sac(), environments, evaluation, config.path(), config.start())) {
      train(config, source, trainer, start);
    }
    return 0;
  }

  private void train(
      TrainExpertConfig config, EnvironmentSource source, SacTrainer trainer, Instant start) {
    RunRecord.requireCheckpoint(
        config.path(), SacTrainer.checkpoint(config.path()), trainer.step());
    RunRecord.verifyOutputs(config.path());
    if (trainer.step() < config.sac().totalSteps() || !RunRecord.isEnded(config.path())) {
      RunRecord record =
          RunRecord.begin(
              command,
              source,
              config.path(),
              config,
              config.sac().seed(),
              () -> inputs(config),
              trainer.step(),
              start);
      try (TerminalProgress progress =
          new TerminalProgress(command.commandLine().getErr(), config.env())) {
        trainer.train(progress);
      } catch (RunInterruptedException e) {
        end(record, config, trainer);
        if (Files.exists(trainer.model())) {
          report(trainer);
        }
        throw e;
      }
      end(record, config, trainer);
    }
    report(trainer);
  }

  private static Map<String, Digest> inputs(TrainExpertConfig config) {
    return config
        .start()
        .map(SacTrainer::checkpoint)
        .filter(Files::exists)
        .map(file -> Map.of("from", Digest.ofFile(file)))
        .orElse(Map.of());
  }

  private void end(RunRecord record, TrainExpertConfig config, SacTrainer trainer) {
    List<String> outputs =
        Stream.of(ExpertFile.NAME, "metrics.csv")
            .filter(name -> Files.exists(config.path().resolve(name)))
            .toList();
    record.end(trainer.step(), outputs);
  }

  private void report(SacTrainer trainer) {
    command
        .commandLine()
        .getOut()
        .printf(
            java.util.Locale.ROOT,
            "%s: best deterministic mean return %.1f, after %,d steps in all%n",
            trainer.model(),
            trainer.bestReturn(),
            trainer.step());
  }
}
