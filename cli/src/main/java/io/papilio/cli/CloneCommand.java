package io.papilio.cli;

import io.papilio.core.env.VectorEnvironment;
import io.papilio.core.provenance.RunManifest;
import io.papilio.core.settings.Settings;
import io.papilio.expert.demonstration.CloningRun;
import io.papilio.learner.report.CloningReport;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Clones a shipped expert and compares the raw iterates with their average. */
@Command(
    name = "clone",
    description = "Clone an expert; compare the raw iterates of SGD with their moving average.",
    mixinStandardHelpOptions = true)
final class CloneCommand implements Callable<Integer>, RecordOptions.Configured {
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
    CloneConfig config = Settings.of(CloneConfig.defaultsFor(env)).with(given);
    int episodes = config.cloning().evaluation().evaluationEpisodes();
    try (EnvironmentSource source = EnvironmentSource.open(config.server(), config.security());
        VectorEnvironment environments = source.vector(env, episodes)) {
      try (Expert expert = Expert.of(environments.spec(), config.expert())) {
        run(config, source, environments, expert);
      }
    }
    return 0;
  }

  private void run(
      CloneConfig config, EnvironmentSource source, VectorEnvironment environments, Expert expert) {
    final Instant start = Instant.now();
    PrintWriter out = command.commandLine().getOut();
    CloningRun run =
        CloningRun.open(
            config.path(),
            config.cloning(),
            Map.of("environment", config.env(), "expert", expert.digest().toString()));
    if (run.isFinished() && Files.exists(config.path().resolve(RunManifest.FILE_NAME))) {
      out.println(config.path() + ": this run is finished; its results again:");
    } else {
      out.printf(
          "cloning %s in %s (%s), run directory %s%n",
          expert.name(), config.env(), source.describe(), config.path());
      PrintWriter err = command.commandLine().getErr();
      try (TerminalProgress progress = new TerminalProgress(err, "demonstrations")) {
        run.prepare(environments, expert.policy(), expert.name(), progress);
      }
      try (TerminalProgress progress = new TerminalProgress(err, "cloning       ")) {
        run.train(environments, progress);
      }
      Manifests.write(
          command,
          source,
          config.path(),
          config,
          config.cloning().seed(),
          Map.of("expert", expert.digest()),
          OUTPUTS,
          start);
    }
    CloningReport report = CloningReport.read(config.path());
    report.headline().forEach(out::println);
    out.println();
    report.summary().lines().forEach(out::println);
    out.println();
    out.println("report: " + report.write());
  }
}
