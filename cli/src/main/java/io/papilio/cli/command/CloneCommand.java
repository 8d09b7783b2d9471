package io.papilio.cli.command;

import io.papilio.artifacts.minari.MinariDataset;
import io.papilio.artifacts.minari.MinariDescription;
import io.papilio.artifacts.run.EnvironmentKeywords;
import io.papilio.artifacts.run.Run;
import io.papilio.artifacts.run.RunManifest;
import io.papilio.cli.config.CloneConfig;
import io.papilio.cli.options.RecordOptions;
import io.papilio.cli.source.EnvironmentSources;
import io.papilio.cli.source.ExpertSource;
import io.papilio.cli.terminal.TerminalProgress;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.rollout.RolloutSource;
import io.papilio.core.settings.GivenValue;
import io.papilio.core.settings.Settings;
import io.papilio.core.validation.Require;
import io.papilio.core.vector.EnvironmentSource;
import io.papilio.laboratory.cloning.CloningRun;
import io.papilio.laboratory.cloning.DemonstrationSource;
import io.papilio.laboratory.cloning.ExistingDemonstrations;
import io.papilio.laboratory.cloning.RecordedDemonstrations;
import io.papilio.laboratory.report.Report;
import io.papilio.learner.averaging.AverageSpec;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Clones an expert, or what a data set shows of one, and compares the raw iterates with averages of
 * them.
 */
@Command(
    name = "clone",
    description = "Clone an expert; compare the raw iterates of SGD with averages of them.",
    mixinStandardHelpOptions = true)
public final class CloneCommand implements Callable<Integer>, RecordOptions.Configured {
  @Spec private CommandSpec command;

  @Override
  public Record defaults() {
    return CloneConfig.DEFAULTS;
  }

  @Override
  public Integer call() {
    Map<String, GivenValue> given = RecordOptions.given(command, CloneConfig.DEFAULTS);
    CloneConfig plain = Settings.of(CloneConfig.DEFAULTS).bind(given);
    Optional<MinariDataset> dataset =
        plain.demonstrations().isEmpty()
            ? Optional.empty()
            : Optional.of(MinariDataset.open(Path.of(plain.demonstrations())));
    dataset.ifPresent(set -> requireTwo(plain.demonstrations(), set.metadata().totalEpisodes()));
    dataset.ifPresent(
        set ->
            given.putIfAbsent(
                "data.trajectories",
                new GivenValue(
                    "" + set.metadata().totalEpisodes(), plain.demonstrations() + ": episodes")));
    dataset.ifPresent(set -> takeKeywords(set.metadata().description(), plain, given));
    CloneConfig config = Settings.of(CloneConfig.defaultsFor(plain.env())).bind(given);
    int episodes = config.cloning().evaluation().episodes();
    try (RolloutSource source =
            EnvironmentSources.open(
                config.connection(), config.environment(), command.commandLine().getErr());
        RolloutRunner runner = source.runner(config.env(), episodes)) {
      DemonstrationSource demonstrations = demonstrations(config, dataset, runner.spec());
      CloningRun cloning = new CloningRun(config.cloning(), demonstrations, runner);
      RunManifest manifest =
          Manifests.begin(
              command,
              source,
              config,
              config.cloning().seed(),
              config.environment().keywords().inputs(demonstrations.inputs()),
              config.cloning().imitator().kind().libraries());
      try (Run run =
          Run.open(
              config.path(),
              config.environment().keywords().identity(cloning.identity()),
              manifest)) {
        clone(run, cloning, config, source);
      }
    }
    report(config.path());
    return 0;
  }

  /** The imitator is evaluated where the data set was recorded; typed keywords override others. */
  private static void takeKeywords(
      MinariDescription recorded, CloneConfig plain, Map<String, GivenValue> given) {
    if (recorded.environment().equals(plain.env()) && !recorded.keywords().values().isEmpty()) {
      KeywordArguments typed = plain.environment().keywords().typed();
      EnvironmentKeywords all = EnvironmentKeywords.of(recorded.keywords().overriddenBy(typed));
      given.put(
          "env-keyword", new GivenValue(all.toString(), plain.demonstrations() + ": env-keyword"));
    }
  }

  private static void requireTwo(String directory, int episodes) {
    Require.that(
        episodes >= 2,
        directory,
        episodes + " episode",
        "at least 2, one of which is held out for the validation loss");
  }

  private static DemonstrationSource demonstrations(
      CloneConfig config, Optional<MinariDataset> dataset, EnvironmentSpec environment) {
    Optional<ExistingDemonstrations> existing =
        dataset.map(set -> ExistingDemonstrations.read(set, environment, config.cloning()));
    if (existing.isPresent() && config.expert().isEmpty()) {
      return existing.get();
    }
    ExpertSource expert =
        ExpertSource.of(
            environment, config.environment().keywords().typed(), "expert", config.expert());
    if (existing.isPresent()) {
      return existing.get().relativeTo(expert.policy(), expert.digest());
    }
    return new RecordedDemonstrations(
        expert.name(), expert.policy(), expert.digest(), config.environment().keywords().typed());
  }

  private void clone(Run run, CloningRun cloning, CloneConfig config, EnvironmentSource source) {
    PrintWriter out = command.commandLine().getOut();
    if (run.isFinished()) {
      out.println(run.directory() + ": this run is finished; its results again:");
      return;
    }
    out.printf(
        "cloning %s in %s (%s), run directory %s%n",
        cloning.source().name(),
        config.environment().describe(),
        source.describe(),
        run.directory());
    AverageSpec.warnings(config.cloning().averages(), config.cloning().steps())
        .forEach(out::println);
    try (TerminalProgress progress =
        new TerminalProgress(command.commandLine().getErr(), config.env())) {
      run.execute(progress, p -> cloning.execute(run, p));
      Report.read(run.directory()).filmWindow(source, progress);
    }
  }

  private void report(Path directory) {
    PrintWriter out = command.commandLine().getOut();
    Report report = Report.read(directory);
    report.headline().forEach(out::println);
    out.println();
    report.summary().lines().forEach(out::println);
    out.println();
    out.println("report: " + report.write());
  }
}
