package io.papilio.cli;

import io.papilio.core.env.AutoresetMode;
import io.papilio.core.env.VectorEnvironment;
import io.papilio.core.provenance.Digest;
import io.papilio.expert.sac.ExpertFile;
import io.papilio.expert.sac.SacTrainer;
import io.papilio.learner.metrics.RunInterruptedException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
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
final class TrainExpertCommand implements Callable<Integer>, RecordOptions.Configured {
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
        EnvironmentSource source = EnvironmentSource.open(config.server(), config.security());
        VectorEnvironment environments =
            source.vector(config.env(), config.sac().numEnvs(), AutoresetMode.SAME_STEP);
        VectorEnvironment evaluation =
            source.vector(config.env(), config.sac().evaluationEpisodes());
        SacTrainer trainer =
            new SacTrainer(config.sac(), environments, evaluation, config.path(), config.start())) {
      try (TerminalProgress progress =
          new TerminalProgress(command.commandLine().getErr(), config.env())) {
        trainer.train(progress);
      } catch (RunInterruptedException e) {
        report(config, source, trainer, start);
        throw e;
      }
      report(config, source, trainer, start);
    }
    return 0;
  }

  private void report(
      TrainExpertConfig config, EnvironmentSource source, SacTrainer trainer, Instant start) {
    if (Files.exists(trainer.model())) {
      Manifests.write(
          command,
          source,
          config.path(),
          config,
          config.sac().seed(),
          config
              .start()
              .map(SacTrainer::checkpoint)
              .filter(Files::exists)
              .map(file -> Map.of("from", Digest.ofFile(file)))
              .orElse(Map.of()),
          List.of(ExpertFile.NAME, "metrics.csv"),
          start);
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
}
