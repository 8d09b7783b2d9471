package io.papilio.cli.command;

import io.papilio.artifacts.minari.MinariDataset;
import io.papilio.artifacts.run.RunLock;
import io.papilio.cli.options.RecordOptions;
import io.papilio.cli.terminal.TerminalProgress;
import io.papilio.core.rollout.RunInterruptedException;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.Require;
import io.papilio.core.vector.EnvironmentSource;
import io.papilio.core.vector.VectorEnvironment;
import io.papilio.laboratory.cloning.CloningRun;
import io.papilio.laboratory.report.CloningReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Clones an expert, or what a data set shows of one, and compares the raw iterates with their
 * average.
 */
@Command(
    name = "clone",
    description = "Clone an expert; compare the raw iterates of SGD with their moving average.",
    mixinStandardHelpOptions = true)
public final class CloneCommand implements Callable<Integer>, RecordOptions.Configured {
  private static final List<String> OUTPUTS =
      List.of("metrics.csv", "episodes.csv", "raw.safetensors", "ema.safetensors");

  @Spec private CommandSpec command;

  @Override
  public Record defaults() {
    return CloneConfig.DEFAULTS;
  }

  @Override
  public Integer call() {
    Map<String, String> given = RecordOptions.given(command, CloneConfig.DEFAULTS);
    String env = given.getOrDefault("env", CloneConfig.DEFAULTS.env());
    String directory = given.getOrDefault("demonstrations", "");
    Optional<MinariDataset> dataset =
        directory.isEmpty()
            ? Optional.empty()
            : Optional.of(MinariDataset.open(Path.of(directory)));
    dataset.ifPresent(
        set -> given.putIfAbsent("trajectories", "" + set.metadata().totalEpisodes()));
    CloneConfig config = Settings.of(CloneConfig.defaultsFor(env)).with(given);
    Require.that(
        dataset.isEmpty() || config.expert().isEmpty(),
        "expert",
        config.expert(),
        "none beside --demonstrations");
    int episodes = config.cloning().evaluation().evaluationEpisodes();
    try (RunLock lock = RunLock.of(config.path());
        EnvironmentSource source = EnvironmentSources.open(config.server(), config.security());
        VectorEnvironment environments = source.vector(env, episodes)) {
      if (dataset.isPresent()) {
        run(config, source, environments, new CloningSource.Given(dataset.get()));
      } else {
        try (ExpertSource expert =
            ExpertSource.of(environments.spec(), "expert", config.expert())) {
          run(config, source, environments, new CloningSource.Recorded(expert));
        }
      }
    }
    return 0;
  }

  private void run(
      CloneConfig config,
      EnvironmentSource source,
      VectorEnvironment environments,
      CloningSource cloned) {
    final Instant start = Instant.now();
    PrintWriter out = command.commandLine().getOut();
    CloningRun run =
        CloningRun.open(config.path(), config.cloning(), cloned.origin(environments.spec()));
    if (run.isFinished() && RunRecord.isEnded(config.path())) {
      out.println(config.path() + ": this run is finished; its results again:");
    } else {
      out.printf(
          "cloning %s in %s (%s), run directory %s%n",
          cloned.name(), config.env(), source.describe(), config.path());
      RunRecord record =
          RunRecord.begin(
              command,
              source,
              config.path(),
              config,
              config.cloning().seed(),
              cloned::inputs,
              run.step(),
              start);
      try {
        work(run, environments, cloned);
      } catch (RunInterruptedException e) {
        record.end(run.step(), List.of());
        throw e;
      }
      record.end(run.step(), OUTPUTS);
    }
    CloningReport report = CloningReport.read(config.path());
    report.headline().forEach(out::println);
    out.println();
    report.summary().lines().forEach(out::println);
    out.println();
    out.println("report: " + report.write());
  }

  private void work(CloningRun run, VectorEnvironment environments, CloningSource cloned) {
    PrintWriter err = command.commandLine().getErr();
    try (TerminalProgress progress = new TerminalProgress(err, "demonstrations")) {
      cloned.prepare(run, environments, progress);
    }
    try (TerminalProgress progress = new TerminalProgress(err, "cloning       ")) {
      run.train(environments, progress);
    }
  }
}
