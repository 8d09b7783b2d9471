package io.papilio.cli.command;

import io.papilio.artifacts.minari.MinariDescription;
import io.papilio.artifacts.minari.MinariRecording;
import io.papilio.artifacts.run.Run;
import io.papilio.artifacts.run.RunManifest;
import io.papilio.cli.config.RolloutCommandConfig;
import io.papilio.cli.options.RecordOptions;
import io.papilio.cli.source.EnvironmentSources;
import io.papilio.cli.source.PolicySource;
import io.papilio.cli.terminal.ReturnTable;
import io.papilio.cli.terminal.TerminalProgress;
import io.papilio.core.rollout.EpisodeProgress;
import io.papilio.core.rollout.EpisodeStatistics;
import io.papilio.core.rollout.Progress;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.rollout.RolloutSource;
import io.papilio.expert.demonstration.DemonstrationRecorder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs a policy where the environments are, and prints the distribution of its returns. */
@Command(
    name = "rollout",
    description = "Run a policy where the environments are; print returns, keep trajectories.",
    mixinStandardHelpOptions = true)
public final class RolloutCommand implements Callable<Integer>, RecordOptions.Configured {
  @Spec private CommandSpec command;

  @Override
  public Record defaults() {
    return RolloutCommandConfig.DEFAULTS;
  }

  @Override
  public Integer call() {
    RolloutCommandConfig config = RecordOptions.read(command, RolloutCommandConfig.DEFAULTS);
    int size = config.rollout().numEnvs(config.episodes());
    try (RolloutSource source =
            EnvironmentSources.open(
                config.connection(), config.environment(), command.commandLine().getErr());
        RolloutRunner runner = source.runner(config.env(), size)) {
      PolicySource policy =
          PolicySource.of(runner.spec(), config.environment(), config.policy(), config.seed());
      List<EpisodeStatistics> episodes =
          config.out().isEmpty()
              ? run(config, runner, policy)
              : record(config, source, runner, policy);
      ReturnTable.print(
          command.commandLine().getOut(),
          policy.name() + " in " + config.environment().describe(),
          episodes);
    }
    return 0;
  }

  private List<EpisodeStatistics> run(
      RolloutCommandConfig config, RolloutRunner runner, PolicySource policy) {
    try (TerminalProgress progress = progress()) {
      return runner.run(
          policy.policy(), config.seeds(), new EpisodeProgress(progress, 0, config.seeds().size()));
    }
  }

  /** Records what is missing; the steps of the run are episodes. */
  private List<EpisodeStatistics> record(
      RolloutCommandConfig config,
      RolloutSource source,
      RolloutRunner runner,
      PolicySource policy) {
    Path directory = Path.of(config.out());
    RunManifest manifest =
        Manifests.begin(
            command,
            source,
            config,
            config.seed(),
            config.environment().keywords().inputs(policy.inputs()));
    var description =
        DemonstrationRecorder.describe(
            runner.spec(),
            config.environment().keywords().typed(),
            MinariDescription.idOf("out", directory),
            policy.name(),
            config.episodes()
                + " episodes of "
                + policy.name()
                + " in "
                + config.environment().describe());
    try (Run run = Run.open(directory, identity(config, policy), manifest);
        TerminalProgress progress = progress()) {
      if (!run.isFinished()) {
        run.output("SHA256SUMS");
        MinariRecording recording = MinariRecording.open(directory, description, progress);
        run.execute(
            recording::episodes, progress, p -> record(config, runner, policy, recording, p));
      }
    }
    List<EpisodeStatistics> episodes = new ArrayList<>();
    io.papilio.artifacts.minari.MinariDataset.open(directory)
        .forEach(trajectory -> episodes.add(EpisodeStatistics.of(trajectory)));
    command.commandLine().getOut().println("data set: " + directory);
    return episodes;
  }

  private static void record(
      RolloutCommandConfig config,
      RolloutRunner runner,
      PolicySource policy,
      MinariRecording recording,
      Progress progress) {
    progress.begin("episodes");
    new DemonstrationRecorder(runner, policy.policy()).record(recording, config.seeds(), progress);
    recording.finish();
  }

  private TerminalProgress progress() {
    return new TerminalProgress(command.commandLine().getErr(), "episodes");
  }

  /** What decides the data set. */
  private static Map<String, Object> identity(RolloutCommandConfig config, PolicySource policy) {
    Map<String, Object> identity = new LinkedHashMap<>();
    identity.put("env", config.env());
    identity.put("episodes", config.episodes());
    identity.put("seed", config.seed());
    identity.put("policy", policy.name());
    policy.inputs().forEach((name, digest) -> identity.put(name + "-digest", digest.sha256()));
    return config.environment().keywords().identity(identity);
  }
}
