package io.papilio.cli.command;

import io.papilio.artifacts.minari.MinariDataset;
import io.papilio.artifacts.minari.MinariDescription;
import io.papilio.artifacts.minari.MinariMetadata;
import io.papilio.artifacts.minari.MinariRecording;
import io.papilio.artifacts.run.Run;
import io.papilio.artifacts.run.RunConfig;
import io.papilio.artifacts.run.RunManifest;
import io.papilio.cli.config.DemonstrateConfig;
import io.papilio.cli.options.RecordOptions;
import io.papilio.cli.source.EnvironmentSources;
import io.papilio.cli.source.PolicySource;
import io.papilio.cli.terminal.TerminalProgress;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.policy.Policy;
import io.papilio.core.provenance.Digest;
import io.papilio.core.random.RandomStreams;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.rollout.RolloutSource;
import io.papilio.core.settings.Settings;
import io.papilio.core.space.Box;
import io.papilio.core.validation.Require;
import io.papilio.core.vector.EnvironmentSource;
import io.papilio.expert.demonstration.DemonstrationRecorder;
import io.papilio.expert.demonstration.NoiseInjection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Records what a policy does as a Minari data set. */
@Command(
    name = "demonstrate",
    description = "Record episodes of a policy as a Minari data set.",
    mixinStandardHelpOptions = true)
public final class DemonstrateCommand implements Callable<Integer>, RecordOptions.Configured {
  /** The settings that decide a data set, besides what acts. */
  private static final List<String> DECISIVE = List.of("env", "noise");

  @Spec private CommandSpec command;

  @Override
  public Record defaults() {
    return DemonstrateConfig.DEFAULTS;
  }

  @Override
  public Integer call() {
    DemonstrateConfig config = RecordOptions.read(command, DemonstrateConfig.DEFAULTS);
    config.requireNotExtended();
    int size = config.episodes().numEnvs();
    try (RolloutSource source =
            EnvironmentSources.open(
                config.connection(), config.environment(), command.commandLine().getErr());
        RolloutRunner runner = source.runner(config.env(), size)) {
      EnvironmentSpec spec = runner.spec();
      PolicySource policy =
          PolicySource.of(spec, config.environment(), config.policy(), config.episodes().seed());
      run(config, source, spec, recorder(runner, policy.policy(), config), policy);
    }
    return 0;
  }

  private static DemonstrationRecorder recorder(
      RolloutRunner runner, Policy policy, DemonstrateConfig config) {
    if (!config.noise().isOn()) {
      return new DemonstrationRecorder(runner, policy);
    }
    Require.that(
        runner.spec().actionSpace() instanceof Box box && box.dtype().isFloating(),
        "noise",
        config.noise().radius(),
        "0 for actions that are no floats");
    Policy noisy =
        new NoiseInjection(
            policy,
            config.noise().radius(),
            config.noise().cleanFraction(),
            config.episodes().seeds(),
            RandomStreams.of(config.episodes().seed()));
    return new DemonstrationRecorder(runner, noisy, policy);
  }

  private void run(
      DemonstrateConfig config,
      EnvironmentSource source,
      EnvironmentSpec spec,
      DemonstrationRecorder recorder,
      PolicySource policy) {
    String algorithm = policy.name();
    RunManifest manifest =
        Manifests.begin(
            command,
            source,
            config,
            config.episodes().seed(),
            config.environment().keywords().inputs(policy.inputs()));
    try (Run run = Run.open(config.path(), identity(config, policy.inputs()), manifest)) {
      if (!run.isFinished()) {
        MinariDescription description =
            DemonstrationRecorder.describe(
                spec,
                config.environment().keywords().typed(),
                config.datasetId(),
                algorithm,
                text(config, algorithm));
        record(run, config, recorder, description);
      }
      report(run);
    }
  }

  /** Records what is missing; the steps of the run are episodes. */
  private void record(
      Run run,
      DemonstrateConfig config,
      DemonstrationRecorder recorder,
      MinariDescription description) {
    run.output("SHA256SUMS");
    try (TerminalProgress progress =
        new TerminalProgress(command.commandLine().getErr(), "verifying")) {
      if (MinariRecording.isComplete(run.directory())) {
        int episodes = MinariRecording.ended(run.directory()).metadata().totalEpisodes();
        run.execute(() -> episodes, progress, p -> {});
        return;
      }
      MinariRecording recording = MinariRecording.open(run.directory(), description, progress);
      run.execute(
          recording::episodes,
          progress,
          p -> {
            p.begin("episodes");
            recorder.record(recording, config.episodes().seeds(), p);
            recording.finish();
          });
    }
  }

  private void report(Run run) {
    MinariMetadata metadata = MinariDataset.metadata(run.directory());
    command
        .commandLine()
        .getOut()
        .printf(
            "%s: Minari data set %s, %,d episodes, %,d steps%n",
            run.directory(),
            metadata.description().datasetId(),
            metadata.totalEpisodes(),
            metadata.totalSteps());
  }

  /** What decides the data set. */
  private static Map<String, Object> identity(
      DemonstrateConfig config, Map<String, Digest> inputs) {
    Map<String, Object> identity = new LinkedHashMap<>(Settings.toMap(config));
    identity.keySet().retainAll(DECISIVE);
    identity.put("episodes", config.episodes().count());
    identity.put("seed", config.episodes().seed());
    if (inputs.isEmpty()) {
      identity.put("policy", config.policy());
    } else {
      Map<String, String> digests = new TreeMap<>();
      inputs.forEach((name, digest) -> digests.put(name, digest.sha256()));
      identity.put(RunConfig.INPUTS, digests);
    }
    return config.environment().keywords().identity(identity);
  }

  private static String text(DemonstrateConfig config, String algorithm) {
    String text =
        config.episodes().count()
            + " episodes of "
            + algorithm
            + " in "
            + config.environment().describe();
    return !config.noise().isOn()
        ? text
        : text
            + "; noise of radius "
            + config.noise().radius()
            + " on the executed actions, a fraction "
            + config.noise().cleanFraction()
            + " of the episodes without; the actions here are the clean ones";
  }
}
