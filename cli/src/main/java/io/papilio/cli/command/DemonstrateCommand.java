package io.papilio.cli.command;

import io.papilio.artifacts.minari.MinariDataset;
import io.papilio.artifacts.minari.MinariDescription;
import io.papilio.artifacts.minari.MinariMetadata;
import io.papilio.artifacts.minari.MinariRecording;
import io.papilio.artifacts.run.RunDirectory;
import io.papilio.artifacts.run.RunLock;
import io.papilio.cli.options.RecordOptions;
import io.papilio.cli.terminal.TerminalProgress;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.provenance.Digest;
import io.papilio.core.random.RandomStreams;
import io.papilio.core.rollout.RunInterruptedException;
import io.papilio.core.settings.Settings;
import io.papilio.core.space.Box;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import io.papilio.core.vector.EnvironmentSource;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.expert.demonstration.DemonstrationRecorder;
import io.papilio.expert.demonstration.Demonstrator;
import io.papilio.expert.demonstration.NoiseInjection;
import io.papilio.expert.demonstration.RandomDemonstrator;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Instant;
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
    description = "Record episodes of a policy as a Minari data set, in Arrow or HDF5.",
    mixinStandardHelpOptions = true)
public final class DemonstrateCommand implements Callable<Integer>, RecordOptions.Configured {
  /** The settings that decide a data set, besides what acts. */
  private static final List<String> DECISIVE =
      List.of("env", "episodes", "seed", "format", "noise", "cleanFraction");

  private static final List<String> OUTPUTS = List.of("SHA256SUMS");

  /** Environments side by side; an episode does not depend on it. */
  private static final int VECTOR_SIZE = 20;

  @Spec private CommandSpec command;

  @Override
  public Record defaults() {
    return DemonstrateConfig.DEFAULTS;
  }

  @Override
  public Integer call() {
    final Instant start = Instant.now();
    DemonstrateConfig config = RecordOptions.read(command, DemonstrateConfig.DEFAULTS);
    int size = Math.min(VECTOR_SIZE, config.episodes());
    try (RunLock lock = RunLock.of("out", config.path());
        EnvironmentSource source = EnvironmentSources.open(config.server(), config.security());
        VectorEnvironment environments = source.vector(config.env(), size)) {
      EnvironmentSpec spec = environments.spec();
      if (config.choice().equals(PolicyChoice.RANDOM)) {
        RandomStreams streams = RandomStreams.of(config.seed());
        Demonstrator random = new RandomDemonstrator(spec.actionSpace(), streams);
        run(config, source, environments, random, "random actions", Map.of(), start);
      } else {
        try (ExpertSource expert = ExpertSource.of(spec, "policy", config.choice().file())) {
          Map<String, Digest> inputs = Map.of("policy", expert.digest());
          run(config, source, environments, of(spec, expert, config), expert.name(), inputs, start);
        }
      }
    }
    return 0;
  }

  private static Demonstrator of(
      EnvironmentSpec spec, ExpertSource expert, DemonstrateConfig config) {
    Require.that(
        config.noise() == 0 || spec.actionSpace() instanceof Box box && box.dtype().isFloating(),
        "noise",
        config.noise(),
        "0 for actions that are no floats");
    return config.noise() == 0
        ? Demonstrator.of(expert.policy())
        : new NoiseInjection(
            expert.policy(),
            config.noise(),
            config.cleanFraction(),
            config.episodes(),
            RandomStreams.of(config.seed()));
  }

  private void run(
      DemonstrateConfig config,
      EnvironmentSource source,
      VectorEnvironment environments,
      Demonstrator demonstrator,
      String algorithm,
      Map<String, Digest> inputs,
      Instant start) {
    MinariDescription description =
        DemonstrationRecorder.describe(
            environments.spec(), config.name(), algorithm, text(config, algorithm));
    Map<String, Object> origin = origin(config, inputs);
    RunDirectory directory = RunDirectory.verify(config.path(), origin, Map.of());
    Work work = new Work(config, source, inputs, start);
    final MinariDataset dataset;
    if (!MinariRecording.isComplete(config.path())) {
      MinariRecording recording = open(config, description);
      final boolean begins = Files.notExists(directory.config());
      directory.begin(origin);
      try {
        dataset = record(work, recording, environments, demonstrator);
      } catch (InvalidValueException e) {
        if (begins && recording.episodes() == 0) {
          directory.discard();
        }
        throw e;
      }
    } else {
      dataset = MinariRecording.ended(config.path());
      if (!RunRecord.isEnded(config.path())) {
        int episodes = dataset.metadata().totalEpisodes();
        begin(work, episodes).end(episodes, OUTPUTS);
      }
    }
    MinariMetadata metadata = dataset.metadata();
    command
        .commandLine()
        .getOut()
        .printf(
            "%s: Minari data set %s, %,d episodes, %,d steps%n",
            config.path(),
            metadata.description().datasetId(),
            metadata.totalEpisodes(),
            metadata.totalSteps());
  }

  /** What the manifest tells of a command. */
  private record Work(
      DemonstrateConfig config,
      EnvironmentSource source,
      Map<String, Digest> inputs,
      Instant start) {}

  /** Begins a part of the run, whose steps are episodes. */
  private RunRecord begin(Work work, int episodes) {
    DemonstrateConfig config = work.config();
    return RunRecord.begin(
        command,
        work.source(),
        config.path(),
        config,
        config.seed(),
        work::inputs,
        episodes,
        work.start());
  }

  private MinariRecording open(DemonstrateConfig config, MinariDescription description) {
    PrintWriter err = command.commandLine().getErr();
    try (TerminalProgress progress = new TerminalProgress(err, "recorded before")) {
      return MinariRecording.open(config.path(), description, config.format(), progress);
    }
  }

  /** Records what is missing, and makes a data set of it. */
  private MinariDataset record(
      Work work,
      MinariRecording recording,
      VectorEnvironment environments,
      Demonstrator demonstrator) {
    PrintWriter err = command.commandLine().getErr();
    RunRecord record = begin(work, recording.episodes());
    try {
      try (TerminalProgress progress = new TerminalProgress(err, "episodes")) {
        new DemonstrationRecorder(environments, demonstrator)
            .record(recording, work.config().seeds(), progress);
      }
      try (TerminalProgress progress = new TerminalProgress(err, "files")) {
        MinariDataset dataset = recording.finish(progress);
        record.end(recording.episodes(), OUTPUTS);
        return dataset;
      }
    } catch (RunInterruptedException e) {
      record.end(recording.episodes(), List.of());
      throw e;
    }
  }

  /** What decides the data set. */
  private static Map<String, Object> origin(DemonstrateConfig config, Map<String, Digest> inputs) {
    Map<String, Object> origin = new LinkedHashMap<>(Settings.toMap(config));
    origin.keySet().retainAll(DECISIVE);
    new TreeMap<>(inputs).forEach((name, digest) -> origin.put(name, digest.toString()));
    return origin;
  }

  private static String text(DemonstrateConfig config, String algorithm) {
    String text = config.episodes() + " episodes of " + algorithm + " in " + config.env();
    return config.noise() == 0
        ? text
        : text
            + "; noise of radius "
            + config.noise()
            + " on the executed actions, a fraction "
            + config.cleanFraction()
            + " of the episodes without; the actions here are the clean ones";
  }
}
