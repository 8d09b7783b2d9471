package io.papilio.cli.command;

import io.papilio.artifacts.file.AtomicFile;
import io.papilio.cli.config.DiagnoseConfig;
import io.papilio.cli.onnx.OnnxCheckpoint;
import io.papilio.cli.options.RecordOptions;
import io.papilio.cli.source.EnvironmentSources;
import io.papilio.cli.terminal.TerminalProgress;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.rollout.RolloutRunner;
import io.papilio.core.rollout.RolloutSource;
import io.papilio.laboratory.diagnosis.Checkpoint;
import io.papilio.laboratory.diagnosis.CheckpointPattern;
import io.papilio.laboratory.diagnosis.CheckpointReturns;
import io.papilio.laboratory.diagnosis.Diagnosis;
import io.papilio.laboratory.diagnosis.DiagnosisPage;
import io.papilio.laboratory.diagnosis.SafetensorsCheckpoint;
import io.papilio.laboratory.report.Report;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Rolls out the checkpoints of a training and averages of them. */
@Command(
    name = "diagnose",
    description = "Measure how the returns of a training's checkpoints oscillate; average them.",
    mixinStandardHelpOptions = true)
public final class DiagnoseCommand implements Callable<Integer>, RecordOptions.Configured {
  @Spec private CommandSpec command;

  @Override
  public Record defaults() {
    return DiagnoseConfig.DEFAULTS;
  }

  @Override
  public Integer call() {
    DiagnoseConfig config = RecordOptions.read(command, DiagnoseConfig.DEFAULTS);
    List<Path> files = new CheckpointPattern(config.policies()).files();
    try (RolloutSource source =
            EnvironmentSources.open(
                config.connection(), config.environment(), command.commandLine().getErr());
        RolloutRunner runner = source.runner(config.env(), config.episodes())) {
      EnvironmentSpec spec = runner.spec();
      List<Checkpoint> checkpoints = files.stream().map(file -> read(file, spec)).toList();
      try (TerminalProgress progress =
          new TerminalProgress(command.commandLine().getErr(), "checkpoints")) {
        Diagnosis diagnosis =
            Diagnosis.of(checkpoints, config.averages(), runner, config.seeds(), progress);
        report(config, diagnosis, checkpoints);
      }
    }
    return 0;
  }

  private static Checkpoint read(Path file, EnvironmentSpec spec) {
    return file.toString().endsWith(".onnx")
        ? OnnxCheckpoint.read(file, spec)
        : SafetensorsCheckpoint.read(file, spec);
  }

  private void report(DiagnoseConfig config, Diagnosis diagnosis, List<Checkpoint> checkpoints) {
    PrintWriter out = command.commandLine().getOut();
    Path returns = config.directory().resolve("checkpoints.csv");
    Path table = config.directory().resolve("diagnosis.md");
    CheckpointReturns best = diagnosis.recommended();
    String name = checkpoints.get(0).file().getFileName().toString();
    Path deployed = config.directory().resolve("deploy" + name.substring(name.lastIndexOf('.')));
    diagnosis.write(returns, checkpoints, config.seeds());
    AtomicFile.write(table, diagnosis.markdown());
    checkpoints.get(0).write(deployed, diagnosis.weights().get(best.name()));
    Path page = config.directory().resolve(Report.PAGE);
    AtomicFile.write(
        page,
        new DiagnosisPage(diagnosis, checkpoints, config.seeds()).html(config.env(), deployed));
    out.print(diagnosis.markdown());
    out.printf("%ndeploy %s, written to %s%n", best.name(), deployed);
    out.printf("report: %s, returns: %s%n", page, returns);
  }
}
